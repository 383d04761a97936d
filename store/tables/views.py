"""Views with readable names, for people and programs that open the file with nothing of ours."""

from __future__ import annotations

# char(59) is a semicolon: one in quotes would end the statement for `_statements`.
VIEWS = """
create view quotes as                   -- every quote with its speaker and where it was reported
select q.published as date,
    (select group_concat(name, ' and ') from (select s.name from quote_speaker v join speaker s
        on s.id = v.speaker_id where v.quote_id = q.id and not v.behalf order by v.position)) as speaker,
    q.role, q.text as quote, q.attributed as attributed_to, q.kind, q.mode, q.negated as not_said,
    o.name as source, coalesce(a.title, q.title) as title, coalesce(a.url, q.url) as url,
    (select group_concat(name, char(59, 32)) from (select i.name from quote_issue w join issue i
        on i.id = w.issue_id where w.quote_id = q.id order by i.name)) as issues,
    q.reported_by, q.on_behalf_of, q.confidence, q.corrected as corrected_by_a_person,
    q.occurrences as articles_with_it, q.article_id, q.content as characters, q.uid, q.id as quote_id
from quote q left join outlet o on o.id = q.outlet_id left join article a on a.id = q.article_id;
create view articles as                 -- every article with how many quotes were taken from it
select a.published as date, o.name as source, a.title, a.author, a.url, a.language,
    (select count(*) from quote q where q.article_id = a.id) as quotes, a.text, a.origin as read_from,
    a.notes, a.added, a.hash, a.id as article_id
from article a left join outlet o on o.id = a.outlet_id;
create view speakers as                 -- who is quoted, how often, and under which other names
select s.name, s.kind, t.quotes,
    (select group_concat(alias, char(59, 32)) from (select distinct alias from speaker_alias
        where speaker_id = s.id and alias <> s.name order by alias)) as other_names, s.id as speaker_id
from speaker s join tally t on t.facet = 'speaker' and t.id = s.id where t.quotes > 0;
create view issues as                   -- matters that are spoken about
select i.name, i.pinned, coalesce(t.quotes, 0) as quotes, i.definition, i.id as issue_id
from issue i left join tally t on t.facet = 'issue' and t.id = i.id
where coalesce(t.quotes, 0) > 0 or i.pinned or i.definition is not null;
create view sources as                  -- outlets, feeds and folders that articles came from
select o.name, (select count(*) from article a where a.outlet_id = o.id) as articles,
    coalesce(t.quotes, 0) as quotes, o.id as source_id
from outlet o left join tally t on t.facet = 'outlet' and t.id = o.id;
create view quotes_by_speaker as        -- a row for each speaker of each quote
select s.name as speaker, q.published as date, q.text as quote, v.behalf as on_behalf, q.id as quote_id,
    s.id as speaker_id
from quote_speaker v join speaker s on s.id = v.speaker_id join quote q on q.id = v.quote_id;
create view quotes_by_issue as          -- a row for each issue of each quote, with the words that tie them
select i.name as issue, q.published as date, q.text as quote, w.evidence, q.id as quote_id, i.id as issue_id
from quote_issue w join issue i on i.id = w.issue_id join quote q on q.id = w.quote_id;
create view brief as                    -- marked quotes in their order, with their notes
select m.position, q.text as quote, m.note, q.published as date, o.name as source, m.at as marked_at, q.uid
from mark m join quote q on q.uid = m.quote_uid left join outlet o on o.id = q.outlet_id;
"""
