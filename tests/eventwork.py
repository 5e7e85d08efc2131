"""Short reports of invented events, for tests of stories."""

CABLE = (
    "Norway is holding the cable ship Alma Ridge at Bergen after inspectors found a survey without a permit. "
    "The coast guard boarded the ship on Sunday and took its recorders ashore."
)
CABLE_TOO = (
    "The cable ship Alma Ridge was stopped at Bergen because inspectors found a survey without a permit. "
    "Its recorders were taken ashore by the coast guard, officials in Norway said."
)
CABLE_RU = (
    "Норвегия задержала в Бергене судно Alma Ridge. Береговая охрана Норвегии взяла бортовые самописцы."
)
FIFTH = (
    "Estonia agreed the fifth package of port fees with Latvia in Riga. Ships will pay for shore power there."
)
SIXTH = (
    "Estonia put the sixth package of port fees into effect with Latvia. Ships will pay more for shore power."
)
FLOOD = "Heavy rain flooded the lower streets of Valparaiso and closed two schools near the river."
MUSEUM = "A museum of clocks opened in a former bakery, and the mayor wound the first one himself."
FILLER = [
    "Bakers in Lyon want cheaper flour and asked the prefect for help this winter.",
    "The orchestra of Graz found a lost quartet in its cellar and will play it in spring.",
    "Fishermen off Madeira caught fewer tuna than in any season since records began.",
]
