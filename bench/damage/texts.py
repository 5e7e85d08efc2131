"""Texts written for this bench, before any rule was: what a poor engine makes of news, and what people write.

DAMAGED: (the language it came from, the text). CLEAN: English by people whose first language is another.
Nothing here was taken from a page; people, ships and towns are invented.
"""

DAMAGED = [
    (
        "ru",
        "The Ministry of Foreign Affairs MFA of Varania expressed a protest to the ambassador of Norland. In Moscow "
        "they consider that Norland has broken her obligations and she must answer for it. The speaker of the "
        "department Anna Gross told to journalists that the side of Norland itself went on an aggravation. "
        "According to her words, the situation is under the control, and the special representative will be directed "
        "to the place already on next week.",
    ),
    (
        "ru",
        "In the Federation Council called the statement of the minister irresponsible. As it was reported earlier, "
        "the head of the MIA Interior Ministry declared about readiness to close the border. The senator Pavel Lem "
        "noted that Russia has always fulfilled its contracts, and her partners know about this. «We do not "
        "understand what is in question», — the parliamentarian emphasized. On this background the exchange rate of "
        "the ruble has grown on two percents.",
    ),
    (
        "ru",
        "The court of the city of Taval arrested the businessman Grom for two months. As reported in the press "
        "service of the court, to the accused is incriminated fraud in especially large size. The defence intends to "
        "appeal the decision. Mr. thunder does not recognize the guilt. Earlier thunder headed the state company "
        "«Port», which which supplied fuel to the north.",
    ),
    (
        "ru",
        "The President signed a decree about the awarding of fighters of the ministry of emergency situations "
        "EMERCOM Ministry of Emergency Situations. On the ceremony he told that the country is proud by its heroes. "
        "The head of the region thanked for the support and transmitted words of gratitude. Вместе с тем the "
        "governor did not answer a question about the sum of the damage.",
    ),
    (
        "uk",
        "The National Security and Defense Council NSDC of Ukraine introduced sanctions against seven ships. The "
        "Secretary of the Council told on air of the telethon that the enemy tries to bypass the restrictions. "
        "Ukraine insists that she has the right on self-defense, and her partners support her in this. In the OP "
        "Office of the President they add that the list will be supplemented. The people's deputy from the faction "
        "noted what the document is ready for voting.",
    ),
    (
        "uk",
        "The head of the OVA Regional Military Administration told about the consequences of the night storm. Without "
        "light remained eight thousand of subscribers. According to preliminary data, nobody suffered. Power "
        "engineers are already working on the spot, he he wrote in Telegram. Earlier it was reported that in the "
        "Lviv region the wind tore off roofs. Also mykolaiv suffered from the rain, there transport stood.",
    ),
    (
        "uk",
        "The Cabinet of Ministers adopted a resolution about the grain corridor. As the prime minister has informed, "
        "the document foresees compensations for the agrarians. In the same time, the opposition accuses the "
        "government in delaying of the reform. The deputy Olena Vern said: we will not vote for for this project in "
        "the present look. The session will continue on Thursday, 5 of March, передає агентство.",
    ),
    (
        "fr",
        "The Prime Minister has assured Tuesday that France would maintain her engagement. She has asked to her "
        "European partners to not give up. Interrogated by the deputies, the chief of the government has estimated "
        "that the sanctions will be prolonged of six months. The NATO OTAN has not commented. According to the "
        "Elysium, the meeting of the council of the ministers is advanced to Monday.",
    ),
    (
        "fr",
        "The syndicates manifest this Thursday against the reform of the retreats. According to the CGT General "
        "Confederation of Labor, two hundred thousand persons have manifested at Paris. The minister of the Work "
        "has deplored the incidents. The prefecture, her, counts of it three times less. The circulation of the "
        "trains rests very perturbed, precise the SNCF. Le mouvement pourrait durer, previews the secretary general.",
    ),
    (
        "fr",
        "A deputy mayor of Lorvan was placed in guard at view Monday in the framework of an inquest for corruption, "
        "has one learned from judicial source. The elected contests the facts that are to him reproached. His lawyer, "
        "master Dubois, denounces a media lynching. The parquet specified that the investigations pursue themselves. "
        "The prison guard at sight can last until forty-eight hours.",
    ),
    (
        "fr",
        "Germany wishes to deepen her cooperation with her neighbors, has declared the chancellor at the exit of the "
        "summit. The two countries have a common interest, he has added, whereas the crisis lasts since two years. "
        "The Quai d'Orsay foreign ministry has saluted an important step. The hexagon, she, waits for acts. "
        "Actually a delegation is at Berlin for to prepare the text.",
    ),
    (
        "de",
        "The Federal Government has on Wednesday the draft law decided. Finance Minister Lutz Brenner said, the "
        "Germany must become its budget under control. The SPD Social Democratic Party of Germany sees yet need for "
        "talk. From the Union came sharp critic: the plans be an illness certificate for the coalition. The Bundestag "
        "should still before the summer break thereover vote, so the faction boss.",
    ),
    (
        "de",
        "After the attack on the Christmas market determines the Federal Prosecutor. The suspect sits since Friday in "
        "investigative custody. As the speaker the authority communicated, there is no reference to a terrorist "
        "background. The Interior Minister Karin Wolf, CDU, warned before hasty conclusions. wolf demanded the "
        "consequent deportation of criminals. Eventually the trial begins in May, said himself a speaker.",
    ),
    (
        "de",
        "Switzerland delivers no ammunition, she remains neutral. That has the Federal Council in Bern decided. One "
        "could not make exceptions, said the Federal President. In Berlin one reacted disappointed. The Greens Greens "
        "parliamentary group called the decision not comprehensible. The Swiss Confederation must ask herself, on "
        "which side she stands, said the foreign politician Anton Roth the newspaper.",
    ),
    (
        "es",
        "The president of the Government has assured this Monday that Spain will fulfill with her commitments. The "
        "spokesperson of the PP Popular Party Popular Party has accused to the Executive of lying to the Spaniards. "
        "The organism assists with worry to the deterioration of the situation. It was in the fall of 2019, has "
        "remembered the minister, when the works they began. The opposition pretends to paralyze the law.",
    ),
    (
        "es",
        "At least nine persons died this Sunday in an accident of transit in the route that unites Tarma with the "
        "capital, informed the Civil Protection. The bus it crashed against a truck. The survivors they were "
        "transferred to the hospital Santa Rosa. The police investigates if the driver he was constipated or ebrio. "
        "The mayor decreed three days of duel. Sucedió hacia las seis de la mañana, according to witnesses.",
    ),
    (
        "es",
        "Mexico demanded to the United States that she respects the treaty. The chancellor Elena Bravo said that the "
        "relationship it passes by a delicate moment. Actually they are thirty thousand the migrants who wait. The "
        "secretary advanced that the next week will assist to a reunion in Washington. In the ONU United Nations UN, "
        "the ambassador reiterated the posture of her country.",
    ),
    (
        "zh",
        "The Ministry of Foreign Affairs spokesman Li Heng hosted a regular press conference on 5. A reporter asked: "
        "it is reported that the country will increase the tariff, may I ask what is China's comment? Li Heng said "
        "that China has noticed relevant reports. China firmly opposes, and will take necessary measures to safeguard "
        "its own own legitimate rights and interests. The relevant country should change one's attitude, meet China "
        "halfway. (Finish)",
    ),
    (
        "zh",
        "Original title: The central bank the People's Bank of China central bank lowers the reserve ratio. On the "
        "day of 12, the person in charge of the relevant department answered reporter question. He said that current "
        "economic operation generally stable, stable in progress. Next step, will continue to implement prudent "
        "monetary policy, give play to role of structural tools. Responsible editor: Wang Lin 责任编辑",
    ),
    (
        "zh",
        "The Coast Guard said that a foreign fishing boat illegally broke into waters, it was expelled by her in "
        "accordance with law. The spokesperson pointed out that the islands have been the inherent territory of "
        "China since ancient times, China has has indisputable sovereignty over it. She urged the other party stop "
        "immediately infringement. the philippines had before said that its boat was by water cannon sprayed.",
    ),
]

CLEAN = [
    "The ministry summoned the ambassador on Monday and handed him a note of protest. According to a spokesman, the "
    "note asks for an explanation within ten days. The embassy confirmed that it had received the document but "
    "declined to comment on its content. Relations between the two neighbours have been difficult since last autumn.",
    "In our region, the buses stopped already in November because there was no money for fuel. The mayor says the "
    "council will find a solution until spring, but people do not believe it. I spoke with three drivers, and all of "
    "them told me the same: they have not received salaries for two months.",
    "The Federation of Dockworkers (FDW) announced a strike for Thursday. Its chairwoman, Mira Koval, said she had no "
    "other choice. The port authority called the decision premature, and said it was ready for talks. About four "
    "thousand workers are expected to take part in it.",
    "France will keep its commitments, the minister assured on Tuesday. He recalled that the country had already "
    "delivered what it had promised in January. Asked about the delays, he answered that the industry needed time, "
    "and that every partner knows this.",
    "The party of regions, which has been in opposition for eight years, demands early elections. Its leader told "
    "the newspaper that the government lost the trust of people. Sociologists doubt that: in their last poll the "
    "ruling coalition still had forty-one percent.",
    "Representatives of both sides met in Geneva for the third time. They discussed the exchange of prisoners and "
    "the passage of grain. No document was signed. The mediator said that that was to be expected, and that the "
    "fourth round will take place in the first week of June.",
    "The ship entered the port at six in the morning. She had been damaged in the storm, and her captain asked for "
    "help two times during the night. The coast guard, who came with two boats, took eleven sailors from board. All "
    "of them are in good condition, the hospital informed.",
    "Experts of the institute consider the risk low. Still, they recommend to check the wells near the river every "
    "month. The results of the first analysis are waited for next week. Residents have got bottled water from the "
    "municipality since Saturday.",
    "The Supreme Court rejected the appeal on Wednesday. The lawyers of the banker had had three months to prepare "
    "it. Now they plan to go to Strasbourg. The prosecutor's office expressed satisfaction with the decision and "
    "noted that the sentence is already in force.",
    "The World Health Organization (WHO) published new figures. In the last year the number of cases decreased by a "
    "third, above all in rural districts. The organization praised the work of local nurses, who visited more than "
    "two hundred villages by motorcycle.",
    "Our correspondent reports from the border that the queue is nine kilometres long. Drivers cook on the roadside "
    "and sleep in cabins. The customs service explains the delay with a new computer system. It promises that by "
    "Friday everything will work as before.",
    "Chancellor Weber and President Lang spoke by phone for forty minutes. Both underlined that the agreement must "
    "be respected. In Weber's office it was said that the conversation was open and useful. A new meeting is planned "
    "after Easter, probably in Vienna.",
    "The film tells about a teacher who returns to her village after thirty years. It was shot in the mountains near "
    "Prizren, with actors who never stood before a camera. The director said she wanted to make a film about silence. "
    "In the cinema in Tirana people applauded ten minutes.",
    "The union warned that the hospitals will close if the salaries are not raised. The minister of health answered "
    "in the evening. He said the budget does not allow more than five percent, and invited the doctors for a meeting. "
    "The doctors came, but left after half an hour.",
    "According to the police, the driver was not drunk. He lost control over the truck on the wet road, and it hit "
    "the bridge. Two passengers were injured, one of them seriously. The road to the airport stayed closed until "
    "noon, and many travellers missed their flights.",
    "China's exports grew by seven percent in March, faster than economists expected. The customs administration "
    "said that demand from Southeast Asia was the main reason. Sales to Europe fell slightly. China remains the "
    "biggest trading partner of more than hundred countries.",
    "The parliament of Moldova voted for the law in the second reading. Sixty-two deputies supported it. The "
    "opposition left the hall and said that it will go to the Constitutional Court. The president, who proposed the "
    "law, thanked the deputies and said she will sign it this week.",
    "The farmers blocked the road with tractors since early morning. They want the same price for milk as last year, "
    "when the state paid a premium. The ministry has sent a deputy minister to them. He stood in the rain and "
    "listened, but he could not promise anything.",
    "In the north, the snow reached two metres. Soldiers brought bread to the villages with helicopters. The power "
    "was back on Sunday in most of houses. The head of the rescue service asked the people to stay at home, and "
    "said that the worst is behind us.",
    "Brazil and Argentina signed the agreement about the gas pipeline. Construction begins in autumn and will cost "
    "two billion dollars. Ecologists criticise the plan, because the route crosses a national park. Both governments "
    "say that the park will not be harmed and that its rangers will control the works.",
    "The company denied that it sold the equipment to a sanctioned bank. In a written answer it said that the "
    "contract was cancelled in 2022 and the money was returned. The journalists published documents which show "
    "deliveries in 2023. The regulator has opened a check.",
    "Switzerland will not send ammunition, the Federal Council decided in Bern. It pointed to the neutrality of the "
    "country. In Berlin the decision was received with regret. A speaker of the government said one respects it, "
    "but hopes that the discussion goes on.",
    "Our team won two games of three, and the coach is satisfied. He said the girls played better than in autumn, "
    "especially in defence. Next week they travel to Poznan by bus. The federation has no money for the flight, so "
    "the parents collected it for the return.",
    "On the eve of the summit the streets around the hotel were closed. Shopkeepers complain about losses. One of "
    "them, who sells flowers since 1994, put roses before the fence and gave them to policemen for free. The mayor "
    "promised a compensation.",
    "The United Nations said it was deeply concerned about the situation in the camp. Its envoy visited the place "
    "on Saturday together with the Red Cross. They saw families who live in tents without heating. The government "
    "let in the first convoy the same evening.",
    "The bank kept its rate at nine percent. The governor explained that inflation slowed, but not enough. Analysts "
    "had expected such a step. Businessmen are less happy: a credit for a small firm costs now more than before the "
    "crisis, and many projects wait.",
    "Spain's foreign minister spoke about her visit to Rabat. She said that the conversation had been frank, and "
    "that Spain wants good relations with its southern neighbour. The two ministers agreed to reopen the customs "
    "office, closed since 2018, before the end of year.",
    "The archive was moved to a new building near the station. It took four months, eighty trucks and much patience, "
    "says the director. Researchers can come again from Tuesday. The oldest document, a letter from 1387, travelled "
    "in the arms of a guard.",
    "A court in Plovdiv sentenced the former customs chief to six years. He was found guilty of taking bribes from "
    "two transport firms. His defender said that the evidence was weak and that he will appeal. The prosecutor had "
    "asked for nine years.",
    "The prime minister said that he will not resign. He repeated it three times, very very slowly, so that "
    "everybody in the hall could hear. The deputies laughed, then they voted. The motion did not pass: for it were "
    "ninety-eight, and hundred and one were needed.",
]
