//! Who did what to whom where the words do not say it outright: one sentence or two of our own for each way of telling.
#![allow(missing_docs)]

mod cases;

use cases::check_dyads;

#[test]
fn police_and_crowds_are_of_the_country_that_the_story_is_about() {
    check_dyads(&[
        (
            "Salva Kiir flew to Nairobi. Mr Kiir met the opposition in Juba. Police arrested nine students.",
            "arrested",
            "SSD > SSD",
        ),
        (
            "Nicolas Maduro spoke in Caracas of Washington and of the American fleet. Police arrested nine students.",
            "arrested",
            "VEN > VEN",
        ),
        (
            "Dina Boluarte came home from Madrid to Lima. On Friday police arrested nine students.",
            "arrested",
            "PER > PER",
        ),
        (
            "The march in Minsk ended at the gates of Alexander Lukashenko. France was told. Police arrested nine students.",
            "arrested",
            "BLR > BLR",
        ),
        (
            "Emmerson Mnangagwa is in China. In Bulawayo and Harare shops were shut. Police arrested nine students.",
            "arrested",
            "ZWE > ZWE",
        ),
    ]);
}

#[test]
fn a_thing_is_of_the_country_of_its_owner() {
    check_dyads(&[
        ("The Houthis struck a Greek-owned tanker off Hodeidah.", "struck", "YEM > GRC"),
        ("Kosovo police closed a Serbia-run bank on Monday.", "closed", "XKX > SRB"),
        ("Iran seized a Danish-flagged ship on Monday.", "seized", "IRN > DNK"),
        ("Iran seized a Malta-registered vessel on Monday.", "seized", "IRN > MLT"),
        ("US-backed rebels attacked a convoy of the Syrian army.", "attacked", "SYR > SYR"),
    ]);
}

#[test]
fn who_acts_suffers_nothing_by_its_own_things() {
    check_dyads(&[
        ("Poland closed its airspace on Monday.", "closed", "POL > "),
        ("Norway closed its embassy in Kabul.", "closed", "NOR > "),
        ("Ghana cut its contribution to the fund.", "cut", "GHA > "),
        ("Kenya froze its assets after Uganda's refusal.", "froze", "KEN > "),
        ("Denmark and Sweden brought their soldiers home.", "brought", "DNK SWE > "),
    ]);
}

#[test]
fn captives_were_taken_by_those_who_hold_them() {
    check_dyads(&[
        ("The Houthis freed nine Filipino sailors seized in May.", "seized", "YEM > PHL"),
        ("Hezbollah holds two Cypriot pilots captured in May.", "captured", "LBN > CYP"),
        ("The Taliban released a French teacher arrested in Herat.", "arrested", "AFG > FRA"),
        ("Boko Haram freed twenty Cameroonian girls kidnapped in March.", "kidnapped", "NGA > CMR"),
        ("Iran released two Swedes arrested by police in Shiraz.", "arrested", "IRN > SWE"),
    ]);
}

#[test]
fn armed_men_in_the_clause_beside_it_did_the_harm() {
    check_dyads(&[
        ("Three Kenyans were killed when Somali soldiers opened fire.", "killed", "SOM > KEN"),
        ("Two Egyptian farmers were shot dead as Libyan militiamen stormed the village.", "shot", "LBY > EGY"),
        ("Nine Indian fishermen were wounded when the Sri Lankan navy rammed their boats.", "wounded", "LKA > IND"),
        ("A Peruvian student was killed when Ecuadorian police broke up the march.", "killed", "ECU > PER"),
        ("Two Greeks were killed when their car hit a wall.", "killed", " > GRC"),
    ]);
}

#[test]
fn whom_a_demand_is_meant_for_is_asked() {
    check_dyads(&[
        ("Germany demanded that Turkey stop attacking the Syrian Kurds.", "demanded", "DEU > TUR"),
        ("Japan called on Myanmar to stop bombing the Karen rebels.", "called", "JPN > MMR"),
        (
            "Berlin's insistence that Turkey stay out of Iraq angered the Swedish prime minister.",
            "insistence",
            "DEU > TUR",
        ),
        ("Chile urged Nicaragua to release the Spanish bishop.", "urged", "CHL > NIC"),
        ("Egypt told Ethiopia not to attack Sudan.", "told", "EGY > ETH"),
    ]);
}

#[test]
fn the_subject_of_the_main_clause_is_meant_by_its() {
    check_dyads(&[
        (
            "Israel, which attacked Iran before Jordan joined in, is not a party to it; its prime minister flew to Paris.",
            "flew",
            "ISR > FRA",
        ),
        ("Russia, whose ally Belarus stood by, kept silent; its president condemned Poland.", "condemned", "RUS > POL"),
        ("After Kenya had signed, Somalia refused; its president condemned Ethiopia.", "condemned", "SOM > ETH"),
        ("Peru, since Chile agreed, is alone; its government condemned Bolivia.", "condemned", "PER > BOL"),
        ("It was a long siege. Rwanda condemned Uganda.", "condemned", "RWA > UGA"),
    ]);
}

#[test]
fn a_surname_alone_is_that_of_somebody_of_the_story() {
    check_dyads(&[
        ("In Bolivia Mr Morales stepped down. La Paz is calm. Peru condemned Morales.", "condemned", "PER > BOL"),
        (
            "Erbil voted, and Iraq was angry. Baghdad and Mosul are calm. Turkey condemned Mr Barzani.",
            "condemned",
            "TUR > IRQ",
        ),
        ("Kyiv is calm, and so is Lviv in Ukraine. Poland praised Mr Zelensky.", "praised", "POL > UKR"),
        ("Kenya voted. Nairobi and Mombasa are calm. Uganda condemned Mr Odinga.", "condemned", "UGA > KEN"),
        ("Pro-Maduro forces attacked a Colombian patrol.", "attacked", "VEN > COL"),
    ]);
}

#[test]
fn who_acts_is_of_where_the_sentence_opens() {
    check_dyads(&[
        (
            "Rwanda and Congo accused each other on Monday. In Brussels, the foreign ministry summoned the ambassador of Rwanda.",
            "summoned",
            "BEL > RWA",
        ),
        (
            "Ethiopia has moved troops, and Ethiopian generals have flown to Gondar. In Khartoum, the military denounced Ethiopia.",
            "denounced",
            "SDN > ETH",
        ),
        ("Kenya and Kenyans mourn. In Kampala a court jailed three Kenyan drivers.", "jailed", "UGA > KEN"),
    ]);
}

#[test]
fn a_body_that_many_states_have_is_of_the_story() {
    check_dyads(&[
        (
            "In Managua and in the rest of Nicaragua shops are shut. The National Guard arrested two men.",
            "arrested",
            "NIC > NIC",
        ),
        ("In Manila and in all the Philippines it rained. The coast guard arrested two men.", "arrested", "PHL > PHL"),
        (
            "Washington is quiet, and Chicago too. The National Guard arrested two men in Chicago.",
            "arrested",
            "USA > USA",
        ),
        ("In Santiago and Valparaíso, in Chile, it is cold. Congress condemned Venezuela.", "condemned", "CHL > VEN"),
        ("Washington is quiet. The US Congress condemned Venezuela.", "condemned", "USA > VEN"),
    ]);
}

#[test]
fn a_finite_verb_goes_on_with_the_subject_above_an_infinitive() {
    check_dyads(&[
        (
            "China's embassy asked its nationals to stay indoors and urged Pakistan to punish the culprits.",
            "urged",
            "CHN > PAK",
        ),
        ("Kenya told its soldiers to hold fire and condemned Somalia.", "condemned", "KEN > SOM"),
        ("Peru wants the court to rule and accused Chile of delay.", "accused", "PER > CHL"),
        ("Norway asked Swedish guards to help and thanked Finland.", "thanked", "NOR > FIN"),
        ("Japan offered to send aid and urged Myanmar to free the students.", "urged", "JPN > MMR"),
    ]);
}

#[test]
fn who_would_carry_out_a_threat_is_not_threatened() {
    check_dyads(&[
        ("Turkey's foreign minister warned that Ankara would intervene.", "warned", "TUR > "),
        ("Uganda's president warned that the army would step in.", "warned", "UGA > "),
        ("Ukraine's president threatened to strike Russia.", "threatened", "UKR > RUS"),
        ("Iran threatened that its navy would close the strait.", "threatened", "IRN > "),
        ("Kenya threatened to attack Somalia.", "threatened", "KEN > SOM"),
    ]);
}

#[test]
fn those_whose_thing_is_refused_or_before_whose_mission_a_crowd_stands_are_meant() {
    check_dyads(&[
        ("Iranian officials rejected the Ukrainian family's version of events.", "rejected", "IRN > UKR"),
        ("Egypt rejected a plan by Ethiopia.", "rejected", "EGY > ETH"),
        ("Gambian protesters gathered outside the Swiss consulate in Banjul.", "gathered", "GMB > CHE"),
        ("Ukrainian deputies approved the ratification of a defence pact with Denmark.", "approved", "UKR > DNK"),
        ("The Houthis allowed the passage of Saudi prisoners.", "allowed", "YEM > SAU"),
    ]);
}

#[test]
fn of_whom_the_text_says_nothing_is_of_the_story() {
    check_dyads(&[
        ("In Managua and Masaya, in Nicaragua, it rained. Soldiers beat Rosa Putoy's father.", "beat", "NIC > NIC"),
        ("In Bamako and Gao, in Mali, shops are shut. Police arrested Moussa Keïta.", "arrested", "MLI > MLI"),
        ("In Colombo and Kandy, in Sri Lanka, it is quiet. Police arrested her brother.", "arrested", "LKA > LKA"),
        ("In Minsk and Gomel, in Belarus, it is quiet. A court jailed a pensioner.", "jailed", "BLR > BLR"),
        ("Islamic State fighters attacked Kurdish soldiers in Iraq.", "attacked", " > IRQ"),
    ]);
}

#[test]
fn who_announces_a_deed_of_his_own_did_it() {
    check_dyads(&[
        ("The Malian army announced the capture of nine Tuareg fighters.", "capture", "MLI > MLI"),
        ("London confirmed the delivery of thirty howitzers to Ukraine.", "delivery", "GBR > UKR"),
        ("Hamas announced the release of two Israeli women.", "announced", "PSE > ISR"),
        ("Ankara announced the arrest of two Greek soldiers.", "arrest", "TUR > GRC"),
        ("The Malian army said that nine Tuareg fighters had been killed.", "killed", " > MLI"),
    ]);
}

#[test]
fn numbers_that_do_something_are_people_of_the_place() {
    check_dyads(&[
        ("About 400 of them protested against the mine in Dresden on Sunday.", "protested", "DEU > "),
        ("Several thousand marched through Dakar on Saturday.", "marched", "SEN > "),
    ]);
}
