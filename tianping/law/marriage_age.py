"""The legal age of marriage on the day of a marriage (法定婚龄): who married before it may be in a void marriage."""

from datetime import date, timedelta

from tianping.law.identities import age_on

# The day from which a law set the ages, the newest first: (from, of men, of women).
# 婚姻法（1950）第四条, 婚姻法（1980）第五条, 民法典第一千零四十七条.
AGES = ((date(1981, 1, 1), 22, 20), (date(1950, 5, 1), 20, 18))
FIRST_LAW = AGES[-1][0]


def legal_age(sex: str, on: date) -> int | None:
    """The age in years that a law asked of 男 or 女 on a day; None before any law, and of neither."""
    for since, of_men, of_women in AGES:
        if on >= since:
            return {"男": of_men, "女": of_women}.get(sex)
    return None


def too_young(sex: str, birthday: date, married_on: date) -> int | None:
    """How old somebody was who married below the legal age, which the birthday itself reaches; None for all others."""
    asked, age = legal_age(sex, married_on), age_on(birthday, married_on + timedelta(days=1))
    return age if asked is not None and age < asked else None
