"""Invented articles in which few surnames are shared by many people, so that linking has to decide."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from store.records import Article, Extraction, IssueMention, Person
from tests.store.archive.making import extracted

NAMES = (
    "Ana Sorel", "Anna Sorel", "Sorel", "A. Sorel", "Ivan Sorel", "Kirill Dmitriev", "Kiril Dmitriyev",
    "Dmitriev", "George Bush", "George W. Bush", "George H. W. Bush", "Bush", "Volodymyr Zelensky",
    "Vladimir Zelenskyy", "Zelensky", "Tom Reed", "Thomas Reed", "Reed", "Xi Jinping", "Xi",
    "Martin King Jr.", "Martin King",
)  # fmt: skip
BODIES = (
    "Harbour Board",
    "the Harbour Board",
    "Department of Works",
    "Works Department",
    "FBI",
    "The Lantern",
)
ROLES = ("mayor of Oruna", "harbour master", "baker", "minister of works", "spokesman", "president")
TOPICS = ("bridge", "the bridges", "harbour wall", "Zaporozhye NPP", "Zaporizhzhia nuclear plant")

people = st.builds(
    lambda name, role, alias: Person(
        name, (name.split()[-1],) if alias and " " in name else (), (role,) if role else ()
    ),
    st.sampled_from(NAMES),
    st.sampled_from(("", *ROLES)),
    st.booleans(),
)
bodies = st.builds(lambda name: Person(name, (), (), "organization"), st.sampled_from(BODIES))


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[Article, Extraction]]:
    """Up to eight different articles, each with its extraction."""
    made = []
    for number in range(draw(st.integers(2, 8))):
        named = draw(
            st.lists(st.one_of(people, people, bodies), min_size=1, max_size=4, unique_by=lambda p: p.name)
        )
        published = draw(st.none() | st.integers(0, 60).map(lambda days: date(2025, 11, 1) + timedelta(days)))
        words = [f"remark {number} {at} about the wall" for at in range(len(named))]
        topics = draw(st.lists(st.sampled_from(TOPICS), max_size=2, unique=True))
        made.append(
            extracted(
                " ".join(f"{person.name} made {said}." for person, said in zip(named, words, strict=True)),
                *((person.name, said) for person, said in zip(named, words, strict=True)),
                people=tuple(named),
                issues=tuple(IssueMention(topic, (0,), (topic,)) for topic in topics),
                published=published,
                outlet=draw(st.sampled_from(("The Lantern", "Harbour News"))),
            )
        )
    return made
