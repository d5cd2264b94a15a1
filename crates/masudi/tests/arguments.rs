//! Who, where and when of events, one sentence or two of our own for each way of saying it.
#![allow(missing_docs)]

mod cases;

use cases::{check, check_dates, check_dyads, check_places};
use masudi_record::Mention;

#[test]
fn the_defended_suffer_the_attack() {
    check_dyads(&[
        ("Volunteers went there to defend the Ukrainian city from Russian attack.", "attack", "RUS > UKR"),
        ("The Sudanese army repelled an attack by the Rapid Support Forces.", "attack", "SDN > SDN"),
        ("Greek soldiers resisted a Turkish offensive for two days.", "offensive", "TUR > GRC"),
        ("Chadian guards were fighting off a raid by the Sudanese army.", "raid", "SDN > TCD"),
        ("Patriot batteries protected the Saudi capital from a Houthi attack.", "attack", "YEM > SAU"),
    ]);
}

#[test]
fn who_is_to_be_driven_out_is_attacked() {
    check_dyads(&[
        ("Rwanda opened a military campaign in March to flush out the Congolese rebels.", "campaign", "RWA > COD"),
        ("Mali launched an offensive in an effort to dislodge Tuareg rebels from Kidal.", "offensive", "MLI > MLI"),
        ("Ethiopia began a military operation to oust the Eritrean troops.", "operation", "ETH > ERI"),
        ("France launched a military operation aimed to crush the Malian rebels.", "operation", "FRA > MLI"),
        ("Kenya mounted an offensive to expel the Somali militants from the port.", "offensive", "KEN > SOM"),
    ]);
}

#[test]
fn content_names_whom_a_promise_or_threat_concerns() {
    check_dyads(&[
        ("Iran threatened to attack Israel.", "threatened", "IRN > ISR"),
        ("Norway agreed to supply Moldova with electricity.", "agreed", "NOR > MDA"),
        ("Ottawa agreed to ease sanctions on Venezuela.", "agreed", "CAN > VEN"),
        ("Rwanda offered to send soldiers to Mozambique.", "offered", "RWA > MOZ"),
        ("Armenia demanded the departure of the Azerbaijani troops.", "demanded", "ARM > AZE"),
    ]);
}

#[test]
fn all_who_are_listed_act() {
    check_dyads(&[
        ("Raids by Saudi, Egyptian and Jordanian forces on Yemeni depots caused damage.", "Raids", "EGY JOR SAU > YEM"),
        ("Kenyan and Ugandan troops attacked the Somali rebels.", "attacked", "KEN UGA > SOM"),
        ("The foreign ministers of Egypt and Jordan met in Cairo.", "met", "EGY JOR > "),
        ("Germany, France and Italy condemned the Russian attack.", "condemned", "DEU FRA ITA > RUS"),
        (
            "Two hundred Syrian civilians were killed in air strikes and shelling by the Syrian army.",
            "strikes",
            "SYR > SYR",
        ),
    ]);
}

#[test]
fn times_of_other_events_and_ages_date_nothing() {
    check_dates(&[
        ("Russia has denied a part in March's attack on the exile.", "denied", "2024-04-15"),
        ("The bishop condemned the 2015 massacre of the pilgrims.", "condemned", "2024-04-15"),
        ("Like Sarajevo in 1993, the town has been besieged by the army.", "besieged", "2024-04-15"),
        ("The rebels once attacked the Kenyan army.", "attacked", "none"),
        ("Nazi Germany invaded Poland.", "invaded", "none"),
        ("Soldiers had previously attacked the village.", "attacked", "none"),
        ("The man, who had attacked the embassy, was arrested on Friday.", "attacked", "none"),
    ]);
}

#[test]
fn lengths_up_to_now_are_intervals() {
    check_dates(&[
        ("Police have arrested 40 protesters over the past two days.", "arrested", "2024-04-13"),
        ("At least 90 villagers have been killed by the rebels in two months.", "killed", "2024-02-15"),
        ("Rebels have attacked six villages in the past week.", "attacked", "2024-04-08"),
        ("Israel has bombed Gaza for six months.", "bombed", "2023-10-15"),
        ("Troops have killed nine rebels during the last four weeks.", "killed", "2024-03-18"),
    ]);
}

#[test]
fn a_story_goes_on_in_its_time() {
    check_dates(&[
        ("On 3 March 2011 the army entered the town. Soldiers arrested the mayor.", "arrested", "2011-03-03"),
        (
            "On 3 March 2011 the army entered the town. It was cold. Soldiers arrested the mayor.",
            "arrested",
            "2011-03-03",
        ),
        (
            "In 2014 Russia annexed Crimea. The president of Ukraine is angry. He condemned Russia.",
            "condemned",
            "2024-04-15",
        ),
        (
            "The minister promised in January to visit Cuba. Police arrested two men on Friday.",
            "arrested",
            "2024-04-12",
        ),
        ("It was no different last April, when the president fired missiles at the base.", "fired", "2023-04-01"),
    ]);
}

#[test]
fn a_clause_that_goes_on_has_the_time_of_the_main_clause() {
    check_dates(&[
        ("On 3 May 2016 the women marched to the palace, where police beat them.", "beat", "2016-05-03"),
        ("In March 2019 he met the president, who promised to visit Cuba.", "promised", "2019-03-01"),
        ("On Friday herders robbed a farmer, whose relatives abducted two of them.", "abducted", "2024-04-12"),
        ("The bus reached the port on 3 May 2016, where it was attacked by rebels.", "attacked", "2016-05-03"),
        ("The general, who attacked the embassy, is in Rome.", "attacked", "none"),
    ]);
}

#[test]
fn clauses_side_by_side_share_the_time_of_the_first() {
    check_dates(&[
        ("In May 2016 Chad signed a treaty with Niger; Libya recalled its ambassador.", "recalled", "2016-05-01"),
        (
            "In April 2018 the king decreed a tax, students marched against it, and police shot at them.",
            "marched",
            "2018-04-01",
        ),
        ("In July 2019 students took to the streets; the police fell upon them with sticks.", "fell", "2019-07-01"),
        ("The army shelled the port; the rebels signed a truce with Chad in May 2016.", "shelled", "2024-04-15"),
        ("In May 2016 the rebels attacked Goma, and the army has arrested two of them.", "arrested", "2024-04-15"),
    ]);
}

#[test]
fn since_then_runs_from_the_time_named_last() {
    check_dates(&[
        ("The smugglers were caught in May 2016. They have since been sued by two ports.", "sued", "2016-05-01"),
        ("The truce was signed on 3 May 2016; since then rebels have killed 40 villagers.", "killed", "2016-05-03"),
        ("The rebels took Goma in May 2016. Since then the army has shelled the town.", "shelled", "2016-05-01"),
        (
            "The president fled on 5 March 2024. Forty of her ministers have since been arrested.",
            "arrested",
            "2024-03-05",
        ),
        ("The army has since shelled the town.", "shelled", "none"),
    ]);
}

#[test]
fn what_is_arranged_has_the_time_that_is_arranged() {
    check_dates(&[
        ("The president plans to receive the Greek minister in May.", "plans", "2024-05-01"),
        ("The French foreign minister is due to visit Kenya on Friday.", "due", "2024-04-19"),
        ("Canada intends to withdraw its troops from Mali by September.", "intends", "2024-04-15"),
        ("The Chadian president is due to meet the Kenyan minister in June.", "due", "2024-06-01"),
        ("Canada promised on Friday to send doctors to Mali in June.", "promised", "2024-04-12"),
    ]);
}

#[test]
fn a_chronology_dates_its_entries() {
    check_dates(&[
        ("28 May 2015: A soldier is shot dead by rebels; Chad closes the border with Niger.", "closes", "2015-05-28"),
        ("24 to 28 July 2015: Rebels attack the port.", "attack", "2015-07-24"),
        ("June 2012: The court orders Chad to withdraw its soldiers.", "orders", "2012-06-01"),
        ("May 2015 — Rebels attack the port.", "attack", "2015-05-01"),
        ("Police said this: rebels attacked the port on Friday.", "attacked", "2024-04-12"),
    ]);
}

#[test]
fn a_length_of_time_is_no_deed() {
    check_dates(&[
        ("The army bombed the port for twelve days in June 2015.", "bombed", "2015-06-01"),
        ("Rebels besieged the town for ten months in 2016.", "besieged", "2016-01-01"),
        ("Iran, which bombed the camp for two days in May 2016, denied it.", "bombed", "2016-05-01"),
        ("Police detained a man over the raid on the embassy in May 2016.", "detained", "2024-04-15"),
        ("He asks the rebels, who killed the king in May 2016, to leave.", "killed", "2016-05-01"),
    ]);
}

#[test]
fn a_document_that_looks_back_dates_words_too() {
    check_dates(&[
        (
            "In May 2016 the king decreed a tax. He withdrew it within five days and pardoned the students.",
            "pardoned",
            "2016-05-01",
        ),
        ("In May 2016 rebels attacked Goma. Kenya condemned the attack.", "condemned", "2016-05-01"),
        (
            "In May 2016 rebels attacked Goma. Kenya later condemned Rwanda. On Friday the army left.",
            "condemned",
            "2016-05-01",
        ),
        (
            "In May 2016 rebels attacked Goma. Kenya condemned Rwanda. On Friday the army left.",
            "condemned",
            "2024-04-15",
        ),
        ("In May 2016 rebels attacked Goma. Kenya condemns Rwanda.", "condemns", "2024-04-15"),
    ]);
}

#[test]
fn it_is_known_when_well_known_things_happened() {
    check_dates(&[
        ("The invasion of Iraq by American forces killed his brother.", "invasion", "2003-03-20"),
        ("Moscow seized Crimea and the Kremlin denies it.", "seized", "2014-02-27"),
        ("A court blamed him for the assassination of Rafik Hariri.", "assassination", "2005-02-14"),
        ("The attacks of September 11 killed her brother.", "attacks", "2001-09-11"),
        ("Iraq's invasion of Kuwait ruined the family.", "invasion", "1990-08-02"),
    ]);
}

#[test]
fn what_the_text_dates_is_no_matter_of_knowledge() {
    check_dates(&[
        ("Rebels carried out an attack in Boston on Friday.", "attack", "2024-04-12"),
        ("The army took part in the invasion of Iraq in May 2016.", "invasion", "2016-05-01"),
        ("Turkish soldiers launched an invasion of Iraq.", "invasion", "2024-04-15"),
        ("Iran says it may launch an invasion of Kuwait.", "invasion", "none"),
        ("Gunmen killed a villager in Crimea.", "killed", "2024-04-15"),
    ]);
}

#[test]
fn a_describing_clause_keeps_its_time_to_itself() {
    check_dates(&[
        ("Kenya, which had attacked the camp in May 2016, signed a treaty with Niger.", "signed", "2024-04-15"),
        ("The army shelled the port that rebels seized in May 2016.", "shelled", "2024-04-15"),
        ("The president fled in May 2016 after his generals had attacked the palace.", "attacked", "none"),
        ("Rebels seized the port for the second time in four years.", "seized", "2024-04-15"),
        ("It was the worst raid since October 2020, when rebels killed nine soldiers.", "killed", "2020-10-01"),
    ]);
}

#[test]
fn what_goes_on_meanwhile_and_what_is_still_to_come() {
    check_dates(&[
        ("On 3 May 2016 police fired at students who were marching on the palace.", "marching", "2016-05-03"),
        ("The king has promised elections within ninety days.", "promised", "2024-04-15"),
        ("Switzerland invited both parties to talks in August.", "invited", "2024-04-15"),
        (
            "Rebels blamed the army for the raid of May 2016, a charge that the minister rejected.",
            "rejected",
            "2024-04-15",
        ),
        ("Soldiers retook the port on Saturday.", "retook", "2024-04-13"),
    ]);
}

#[test]
fn what_is_arranged_lies_ahead_and_what_was_intended_was_done() {
    let status = |m: &Mention| format!("{:?}", m.status).to_lowercase();
    check(
        &[
            ("Air raids on the harbour were meant to calm the markets.", "raids", "actual"),
            ("The governor quits at the end of May.", "quits", "future"),
            ("The French foreign minister is due to visit Kenya.", "due", "future"),
            ("Canada plans to withdraw its troops from Mali.", "plans", "future"),
            ("Soldiers retook the port on Saturday.", "retook", "actual"),
        ],
        status,
    );
}

#[test]
fn places_are_those_of_the_event_itself() {
    check_places(&[
        ("As in Bosnia, the army shelled the enclave near Idlib.", "shelled", "SYR"),
        ("The woman from Manchester was killed by a Turkish air strike in Syria.", "strike", "SYR"),
        ("Diplomats from Rome said rebels attacked a convoy in Mali.", "attacked", "MLI"),
        ("The minister will meet officials in Ankara on Tuesday.", "meet", "TUR"),
        ("Rebel groups held a meeting in Riyadh.", "meeting", "SAU"),
        (
            "The court freed the men under the Geneva conventions after soldiers attacked a village in Chad.",
            "attacked",
            "TCD",
        ),
    ]);
}

#[test]
fn places_unsaid_are_those_of_the_sufferers_or_of_the_story() {
    check_places(&[
        ("The army shelled villages in Sudan on Friday. Nine civilians were killed.", "killed", "SDN"),
        ("He moved to Aleppo. There, he was abducted by gunmen.", "abducted", "SYR"),
        ("Iran attacked Iraqi soldiers.", "attacked", "IRQ"),
        ("Two Somali villagers were shot dead by gunmen.", "shot", "SOM"),
        ("Rebels attacked a village in Niger. Troops arrested nine men.", "arrested", "NER"),
    ]);
}

#[test]
fn the_past_of_what_is_said_is_news() {
    check_dates(&[
        ("The ministry said the army had shelled the port.", "shelled", "2024-04-15"),
        ("The governor reported that gunmen had attacked two villages.", "attacked", "2024-04-15"),
        ("The group announced that it had abducted 40 fishermen.", "abducted", "2024-04-15"),
        ("Witnesses said soldiers had arrested a journalist.", "arrested", "2024-04-15"),
        ("The plan drew an answer from the president, who warned Ethiopia of consequences.", "warned", "2024-04-15"),
        ("The ministry had said the army had shelled the port.", "shelled", "none"),
    ]);
}

#[test]
fn what_stands_has_no_day() {
    check_dates(&[
        ("Forces backed by Moscow hold the ridge and the rebels attacked it.", "backed", "none"),
        ("The Syrian government is backed by Moscow.", "backed", "none"),
        ("Kenya has since attacked the camp.", "attacked", "none"),
        ("There were dozens of executions of officers.", "executions", "none"),
        ("The ministry was initially told to withdraw the troops.", "told", "none"),
    ]);
}

#[test]
fn a_story_goes_on_where_it_was() {
    check_dates(&[
        (
            "On 3 May 2016 the rebels attacked Goma. As the army advanced on the town, the mayor fled.",
            "advanced",
            "2016-05-03",
        ),
        (
            "On 3 May 2016 the rebels attacked Goma. Four days earlier, the army had bombed their camp.",
            "bombed",
            "2016-04-29",
        ),
        ("The fighting began in March. There were 40 people killed.", "killed", "2024-03-01"),
        ("Critics mocked him before the collapse of 2021. The army attacked a village.", "attacked", "2024-04-15"),
        ("\"In March we beat the army,\" the commander said. Rebels attacked the port.", "attacked", "2024-04-15"),
        ("Soldiers stormed the village before dawn on Friday.", "stormed", "2024-04-12"),
        ("A shell that hit the market on Friday killed three women.", "hit", "2024-04-12"),
    ]);
}

#[test]
fn it_is_known_where_well_known_things_happened() {
    check_places(&[
        ("A court blamed the prince for the killing of Jamal Khashoggi.", "killing", "TUR"),
        ("A court blamed the party for the assassination of Rafik Hariri.", "assassination", "LBN"),
        ("The poisoning of Sergei Skripal angered London.", "poisoning", "GBR"),
        ("The families recall the Srebrenica massacre.", "massacre", "BIH"),
        ("The murder of Samuel Paty shocked teachers.", "murder", "FRA"),
    ]);
}

#[test]
fn hosts_courts_and_governments_are_at_home() {
    check_places(&[
        ("Iran's envoy paid a call on the Armenian president on Monday.", "paid", "ARM"),
        ("A Swiss court convicted a Gambian colonel of torture.", "convicted", "CHE"),
        ("Egypt deported nine Sudanese activists.", "deported", "EGY"),
        ("Libya's two premiers met in the Egyptian resort of Sharm el-Sheikh.", "met", "EGY"),
        ("Norway urged Uganda to release the students.", "urged", "none"),
    ]);
}

#[test]
fn foreigners_are_hit_where_the_report_is() {
    check_places(&[
        ("Rebels shelled a town in Pakistan. On Monday they killed nine Chinese teachers.", "killed", "PAK"),
        ("Troops entered a village in Mali. Three French journalists were abducted.", "abducted", "MLI"),
        ("Rebels shelled Iraqi villages.", "shelled", "IRQ"),
        ("Troops entered a village in Mali. In Niger, rebels killed Nigerien farmers.", "killed", "NER"),
        ("Rebels raided a camp in Chad. Two Danish nurses were killed.", "killed", "TCD"),
    ]);
}

#[test]
fn words_are_placed_where_their_content_is() {
    check_places(&[
        ("Kenya urged Uganda to withdraw its troops from South Sudan.", "urged", "SSD"),
        ("Norway offered to train soldiers in Mali.", "offered", "MLI"),
        ("Rwanda warned Burundi of consequences if it attacked the rebels in eastern Congo.", "warned", "COD"),
        ("In Beirut, Hezbollah rejected the proposal.", "rejected", "LBN"),
        ("Turkey postponed a conference in Vienna.", "postponed", "AUT"),
        ("In Chad, where soldiers have attacked two camps, nobody was arrested.", "attacked", "TCD"),
        ("The minister flew to Sofia to meet the president.", "flew", "BGR"),
        ("Greece criticised Turkey.", "criticised", "none"),
    ]);
}

#[test]
fn things_are_of_the_country_where_they_are_hit() {
    check_dyads(&[
        ("Rebels shelled a hospital in Sudan.", "shelled", "SDN > SDN"),
        ("Gunmen set fire to a school in Kenya.", "set", "KEN > KEN"),
        ("Israel captured a district in southern Lebanon.", "captured", "ISR > "),
        ("An American battery shot down a missile over Iraq.", "shot down", "USA > "),
        ("A Russian drone hit a power plant in Ukraine.", "hit", "RUS > UKR"),
    ]);
}

#[test]
fn those_who_are_meant_by_a_capital_or_a_back_reference() {
    check_dyads(&[
        ("Washington imposed sanctions on Tehran.", "sanctions", "USA > IRN"),
        ("Slovakia pointed the finger at Kyiv.", "pointed", "SVK > UKR"),
        ("The EU put pressure on Belgrade to free the prisoners.", "put", " > SRB"),
        ("A Turkish envoy thanked Keir Starmer for his condemnation of Iran.", "condemnation", "GBR > IRN"),
        ("Pakistan attacked India. Islamabad accused its neighbour of lying.", "accused", "PAK > IND"),
        ("The siege conducted by the Syrian army ended in May.", "siege", "SYR > "),
    ]);
}

#[test]
fn those_who_face_each_other() {
    check_dyads(&[
        (
            "Chad and Niger met in Lomé on Friday. Both sides accused Benin of arming rebels.",
            "accused",
            "NER TCD > BEN",
        ),
        ("Chile and Peru closed the border. Peru blamed the other side for the raid.", "blamed", "PER > CHL"),
        ("Chilean guards said that their neighbours had shelled a hill. Peru denied it.", "shelled", "PER > "),
        (
            "The Sudanese army and the Rapid Support Forces ignored it. Norway appealed to both sides to let aid in.",
            "appealed",
            "NOR > SDN",
        ),
        (
            "The foreign ministers of Chad and Niger met in Lomé. On Tuesday the presidents of the two countries pledged \
             to open the border.",
            "pledged",
            "NER TCD > ",
        ),
        ("Norway called on all parties to show restraint after the raid on Israel and Lebanon.", "called", "NOR > "),
        (
            "Egypt and its allies closed their airspace to Qatar on Monday. They accuse the Qatari government of arming \
             militants.",
            "accuse",
            "EGY > QAT",
        ),
    ]);
}

#[test]
fn whoever_is_tried_for_it_did_it() {
    check_dyads(&[
        ("A court in Lomé jailed two Togolese men over the killing of a Ghanaian diplomat.", "killing", "TGO > GHA"),
        (
            "The commission accused the Malian soldiers of executing nine villagers in the square.",
            "executing",
            "MLI > MLI",
        ),
        ("Four soldiers of the Chadian army lost their lives in an ambush by rebels.", "ambush", "TCD > TCD"),
        ("Two Malian farmers were killed in a gun battle with the French army.", "battle", "FRA > MLI"),
        ("Clashes involving Kenyan herders and Ethiopian farmers left four people dead.", "left", "ETH KEN > KEN"),
    ]);
}

#[test]
fn the_weapon_is_of_those_who_fire_it() {
    check_dyads(&[
        ("A missile fired by the Houthis struck a Greek tanker on Sunday.", "struck", "YEM > GRC"),
        ("Houthi missile hits Greek tanker", "hits", "YEM > GRC"),
        ("The Greek army answered with an air strike on Turkish troops.", "strike", "GRC > TUR"),
    ]);
}

#[test]
fn who_was_called_is_asked() {
    check_dyads(&[
        ("The Finnish president rang Narendra Modi on Monday and appealed for help.", "appealed", "FIN > IND"),
        ("The Polish foreign minister flew to Ankara on Tuesday to ask for mediation.", "ask", "POL > TUR"),
        ("Colombian bishops asked that the army return to its barracks.", "asked", "COL > COL"),
    ]);
}

#[test]
fn whose_body_it_is() {
    check_dyads(&[
        ("Norway's Foreign Office condemned the Russian raid on Tuesday.", "condemned", "NOR > RUS"),
        ("The Ghanaian police arrested thirteen students on Sunday.", "arrested", "GHA > GHA"),
        (
            "NAIROBI, April 15 (AP) - The opposition staged a rally against the government on Monday.",
            "rally",
            "KEN > KEN",
        ),
        ("Oman, according to two Turkish envoys, turned down a Yemeni proposal.", "turned down", "OMN > YEM"),
    ]);
}

#[test]
fn how_long_after_another_dates_an_event() {
    check_dates(&[
        (
            "The army opened the bridge on Friday, two days after rebels captured the town of Sake.",
            "captured",
            "2024-04-10",
        ),
        ("The announcement on Friday came a day after a drone attack killed three soldiers.", "attack", "2024-04-11"),
        ("Soldiers resigned on Monday, hours after protesters stormed the palace.", "stormed", "2024-04-15"),
        (
            "French troops left the base in December, a month after the junta expelled the ambassador.",
            "expelled",
            "2023-11-01",
        ),
        ("Twenty years after the army seized power, soldiers still patrol the streets.", "seized", "2004-01-01"),
    ]);
}

#[test]
fn a_night_lasts_into_the_morning() {
    check(
        &[
            ("Overnight, Israeli jets struck a depot near Damascus.", "struck", "2024-04-14..2024-04-15"),
            ("The army shelled Homs overnight on Thursday.", "shelled", "2024-04-11..2024-04-12"),
            ("Rebels shelled the town before dawn on Friday.", "shelled", "2024-04-12..2024-04-12"),
        ],
        |m| {
            m.date.as_ref().map_or(String::new(), |d| format!("{}..{}", d.from.clone().unwrap(), d.to.clone().unwrap()))
        },
    );
}

#[test]
fn times_that_only_count_or_belong_to_a_deed_within_date_nothing() {
    check_dates(&[
        ("Gunmen killed four soldiers on Friday in the worst attack since 2014.", "attack", "2024-04-12"),
        (
            "The foreign secretary handed the ambassador a note of protest, the thirtieth this year.",
            "handed",
            "2024-04-15",
        ),
        ("Jets struck the port in the heaviest bombardment of the year.", "bombardment", "2024-04-15"),
        ("Prosecutors charged two men over the attack on the consulate in 2022.", "charged", "2024-04-15"),
        ("A judge jailed three men for the murder of a priest in 2016.", "murder", "2016-01-01"),
        ("Troops shelled the town on Sunday after Thursday's raid on the convoy.", "raid", "2024-04-11"),
        ("A court remanded the editor until December 2024.", "remanded", "2024-04-15"),
    ]);
}

#[test]
fn what_is_done_again_and_again_has_no_day() {
    check_dates(&[
        ("The camp lies in the north. Settlers attacking villages are seldom charged.", "attacking", "none"),
        ("The talks failed. Attacks on convoys have become common.", "Attacks", "none"),
        ("The road is long. The valley is poor. Chad signed a historic treaty with Niger.", "signed", "2024-04-15"),
        ("The president is old. Critics were tortured under Hosni Mubarak.", "tortured", "none"),
        ("The road is closed. The ministry denied the killings for months.", "denied", "none"),
        (
            "The valley is quiet. The town is poor. His men have kidnapped aid workers and executed chiefs.",
            "executed",
            "none",
        ),
        ("Rebels have seized the airport of Goma.", "seized", "2024-04-15"),
    ]);
}

#[test]
fn arrests_and_protests_are_where_the_text_is_at_home() {
    check_places(&[(
        "Kenya's president flew to Kampala on Monday. Police in Nairobi fired tear gas. They arrested ninety people.",
        "arrested",
        "KEN",
    )]);
}

#[test]
fn what_is_to_come_or_only_might_be_has_no_past_day() {
    check_dates(&[
        ("Rebels shelled the town on Friday. The army will send two battalions to the border.", "send", "none"),
        (
            "Rebels shelled the town on Friday. The army will send two battalions to the border on Thursday.",
            "send",
            "2024-04-18",
        ),
    ]);
}
