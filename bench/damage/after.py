"""Texts written once the rules stood, which were not changed after: the fairer half of the bench. See texts.py."""

DAMAGED = [
    (
        "ru",
        "The Investigative Committee has brought a criminal case on the fact of the fire at the warehouse. According "
        "to the version of the investigation, the owner has not provided the requirements of safety. As has noted "
        "the lawyer, his principal the fault does not admit. Belarus also sent the rescuers, she always comes to the "
        "help, underlined in the ministry.",
    ),
    (
        "ru",
        "The head of the Foreign Ministry named the words of the commissioner absurd. He reminded that the European "
        "side itself has refused from negotiations. In the Kremlin do not exclude new contacts. The State Duma GD "
        "will consider the question at the plenary session. At this the deputy Serov sure that nothing terrible "
        "has not occurred, informs the correspondent.",
    ),
    (
        "uk",
        "The Armed Forces of Ukraine AFU repelled the attack in the area of the village. Two fighters received "
        "wounds of average weight. About this told the speaker of the grouping. In the General Staff they say the "
        "enemy suffers from losses in alive force. The the situation remains difficult but controlled. Також было "
        "пошкоджено school.",
    ),
    (
        "uk",
        "The anti-corruption court elected a measure of restraint to the former deputy minister. The judge appointed "
        "him a deposit in the amount of three millions hryvnias. The lawyers promise to appeal in appeal. According "
        "to the words of the prosecutor, the suspect could influence on witnesses. The deputy minister himself said "
        "that he is calm for for his case.",
    ),
    (
        "fr",
        "The ministers of the Foreign Affairs of the EU European Union have met Monday at Brussels. Paris pleads "
        "for a firm response, has indicated her minister. The French diplomacy judges the election little credible. "
        "The text must be adopted by here the end of the month. Germany has made to know that she would vote for. "
        "Several countries remain however reticent.",
    ),
    (
        "fr",
        "The grève of the controllers aerial pursues itself. Nearly of three hundred flights have been annulled this "
        "weekend. The direction proposes a premium of two hundred euros, judged insulting by the unions. Il n'est pas "
        "question de céder, has launched a delegate under the applauses. The passengers, them, wait in the halls. A "
        "new encounter is foreseen Tuesday.",
    ),
    (
        "de",
        "The Federal Chancellor has in the Bundestag for the aid package advertised. The opposition threw him inaction "
        "before. After information of the newspaper will the money only in autumn flow. The Minister President of "
        "the federal state stressed, one stand at the side of the farmers. The traffic light must herself together "
        "tear, demanded the Greens co-boss.",
    ),
    (
        "es",
        "The Civil Guard detained yesterday to three men by the robbery of a jewelry. The detainees, that counted "
        "with antecedents, passed to judicial disposition. The judge it ordered prison without bail. In the "
        "registry of the house they found found two weapons of fire. The mayoress thanked to the agents her labor "
        "and requested more templates.",
    ),
    (
        "es",
        "Peru recalled to her ambassador in protest by the declarations of the president. The chancellery it "
        "qualified the words of unacceptable. The congress has approved Thursday a motion of censorship. The ruling "
        "party denounced that se trata de una maniobra de la oposición to gain time. The session it was suspended "
        "until new warning.",
    ),
    (
        "zh",
        "The National Development and Reform Commission NDRC held a news conference, introduced relevant situation. "
        "Spokesperson Zhao said, this year since, the national economy continue to rebound. Facing the complicated "
        "severe external environment, various regions and departments conscientiously implement. Japan japan side "
        "should deeply reflect on history. (Reporter Chen Yu) 编辑：刘洋",
    ),
]

CLEAN = [
    "The Investigative Committee opened a case after the fire in the warehouse. The owner, who lives abroad, did not "
    "answer calls. His lawyer told us that all papers were in order and that the alarm worked. The firemen say they "
    "heard no alarm. Two workers are still in hospital.",
    "The foreign minister called the words of the commissioner absurd. He reminded that it was the European side who "
    "left the talks. In the commission nobody wanted to comment on it. The next meeting is planned for June, but "
    "diplomats doubt that it will happen.",
    "The court set a bail of three million for the former deputy minister. His wife paid it the same day. She told "
    "journalists that the family sold a flat for this. The prosecutors wanted him to stay in prison until the trial "
    "and they will appeal.",
    "In the Baltic Sea, a cable between Estonia and Finland was damaged again. Estonia says she cannot repair it "
    "before March, since the ice is thick. The operator has sent a ship to look at the place. Nobody knows yet what "
    "caused the damage.",
    "The European Union (EU) agreed to a new package. Hungary had blocked it for five weeks. Its minister said that "
    "his country got what it asked for. The details will be published on Friday, when the text has been translated "
    "in all languages.",
    "The air traffic controllers continue the strike. Three hundred flights were cancelled on the weekend. The "
    "company offered a bonus of two hundred euros, which the unions found insulting. \"Il n'est pas question de "
    'céder," one delegate said, and the hall applauded.',
    "The police caught three men who robbed a jeweller. In their house were found two pistols and a map of the "
    "town. The mayor thanked the policemen and repeated that the town needs more of them. The men will stay in "
    "prison until their process in autumn.",
    "Peru called back its ambassador. The president of the other country had said on television that Lima is ruled "
    "by thieves. He did not apologise. The ministers of both countries spoke by phone, according to a diplomat who "
    "did not want to be named.",
    "The statistics office presented the numbers for the first half of year. The economy grew by three percent. The "
    "spokesman explained that the harvest was good and that tourists came back. He warned that the second half can "
    "be weaker because of the energy prices.",
    "The general told that two soldiers were wounded when a mine exploded near the road. The village is empty since "
    "spring. An old woman who stayed there feeds eleven dogs. She said she is not afraid, and that the soldiers "
    "bring her bread.",
]
