-- A disclosure concerns its patients in a role of its own (411), under which it is asked for: those of views from before
-- there was one are found under the others (408, it names the patient; 409, its message is the patient's) only.

update postings
set role = 411
where role in (408, 409)
  and exists (
      select 1
      from facts
      where facts.generation = postings.generation
        and facts.leaf_index = postings.leaf_index
        and facts.event = 'MessageDisclosed');
