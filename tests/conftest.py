import pytest


def pytest_addoption(parser):
    parser.addoption("--browser", action="store_true", help="fail, rather than skip, without a browser")
    parser.addoption("--slow", action="store_true", help="run the slow tests too")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--slow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))
