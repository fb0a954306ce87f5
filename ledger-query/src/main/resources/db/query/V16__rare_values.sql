-- Facts with a value that few have are found by it, as those of a person are by the person: under a subject such as
-- outcome:REFUSED, in a role of its own (712). RareValues says which values these are.

insert into postings (leaf_index, generation, role, subject_id)
select leaf_index, generation, 712, concat('event:', event)
from facts
where event in ('LedgerFounded', 'MessageRouted', 'MessageDisclosed', 'MessageResolved', 'MessageRetracted',
                'SuspicionReported')
union all
select leaf_index, generation, 712, concat('outcome:', outcome)
from facts
where outcome = 'REFUSED'
union all
select leaf_index, generation, 712, concat('kind:', kind)
from facts
where kind in ('ATTACHMENT_DOWNLOADED', 'PRINTED', 'EXPORTED', 'FORWARDED')
union all
select leaf_index, generation, 712, concat('ground:', ground)
from facts
where ground in ('BREAK_GLASS', 'AUTHORITY', 'NONE')
union all
select leaf_index, generation, 712, concat('purpose:', purpose)
from facts
where purpose = 'BTG'
union all
select leaf_index, generation, 712, concat('confidentiality:', confidentiality)
from facts
where confidentiality in ('R', 'V')
union all
select leaf_index, generation, 712, 'urgent:true'
from facts
where urgent
union all
select leaf_index, generation, 712, concat('irregularity:', codes.code)
from facts, (values ('NOT_A_PARTICIPANT'), ('FORMER_POOL'), ('NO_JUSTIFICATION'), ('NO_AUTHORITY'),
                    ('UNKNOWN_PURPOSE'), ('UNKNOWN_MESSAGE'), ('DUPLICATE_ID'), ('RETRACTED'), ('LATE'), ('CLOCK_AHEAD'),
                    ('UNVERIFIED_POOL'), ('UNVERIFIED_RELATION'), ('EMPTY_SUBJECT'), ('NO_RECIPIENT')) as codes (code)
where irregularities <> ''
  and irregularities like concat('%,', codes.code, ',%');
