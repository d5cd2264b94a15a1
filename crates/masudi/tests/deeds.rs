//! What is one deed, what are two, and what is none.
#![allow(missing_docs)]

mod cases;

use cases::check_types;

#[test]
fn an_attack_and_what_it_did_to_people_are_one() {
    check_types(&[
        ("Rebels ambushed a convoy near Tillaberi on Friday and killed eleven soldiers.", "ASSAULT"),
        ("A mine exploded under a minibus at Bakhmut and wounded five passengers.", "ASSAULT"),
        ("The army carried out six air strikes on the town, in which a nurse was killed.", "ASSAULT"),
        ("Militants stormed a post in Borno, wounding four guards.", "ASSAULT"),
        ("Gunmen shot a judge in Quetta on Monday and killed a lawyer in Karachi on Tuesday.", "ASSAULT ASSAULT"),
        ("Gunmen stormed the village, and soldiers killed two of them.", "ASSAULT ASSAULT"),
    ]);
}

#[test]
fn a_charge_is_no_deed() {
    check_types(&[
        ("Two officers were charged with murder in Nairobi.", "ACCUSE"),
        ("A clerk faces a charge of rioting.", "ACCUSE"),
        ("Rioting broke out in Nairobi.", "PROTEST"),
    ]);
}

#[test]
fn a_month_is_no_march() {
    check_types(&[
        (
            "A bomb that emptied a hall in which the Maltese foreign minister was speaking in March was traced to one group.",
            "",
        ),
        ("Police commissioner Kamau, whose dismissal was blocked in March, resigned.", "RETREAT"),
        ("The teachers ended their march in Lima.", "PROTEST"),
    ]);
}

#[test]
fn what_somebody_wishes_to_be_done_is_not_done() {
    check_types(&[
        ("The United Nations called for the last hostages to be freed at once.", "REQUEST"),
        ("Talks that were to have been held in Doha have been cancelled by Washington.", "REJECT"),
        ("He was the first minister to be arrested by the new rulers in Bamako.", "COERCE"),
    ]);
}
