-- The one view: a fact for each leaf, postings to find facts by, and how far it has read. All of it can be rebuilt from
-- the log. Texts that are keys compare byte by byte: ${bytewise} sees to it.

create table facts (
    generation     integer                         not null,
    leaf_index     bigint                          not null,
    event_id       uuid                            not null,
    event          varchar(40)  ${bytewise}   not null,
    recorded_at    bigint                          not null, -- epoch milliseconds
    occurred_at    bigint,                                   -- epoch milliseconds; the emitter's claim
    emitter        varchar(100) ${bytewise}   not null,
    mode           varchar(10)  ${bytewise},
    message_id     varchar(100) ${bytewise},
    thread_id      varchar(100) ${bytewise},            -- as recorded: only a send says it
    actor_id       varchar(100) ${bytewise},
    actor_kind     varchar(20)  ${bytewise},
    on_behalf_of   varchar(100) ${bytewise},
    pool           varchar(100) ${bytewise},
    relation       varchar(30)  ${bytewise},
    kind           varchar(30)  ${bytewise},
    purpose        varchar(100) ${bytewise},
    ground         varchar(20)  ${bytewise},
    outcome        varchar(10)  ${bytewise},
    irregularities varchar(1000) ${bytewise}  not null, -- ',A,B,' or nothing; a listing's: those of any of its messages
    client_address varchar(100) ${bytewise},
    user_agent     varchar(200) ${bytewise},
    category       varchar(30)  ${bytewise},
    channel        varchar(20)  ${bytewise},
    urgent         boolean,
    confidentiality varchar(1)  ${bytewise},
    care_site      varchar(100) ${bytewise},
    patient_ids    varchar(2100) ${bytewise}  not null, -- ',a,b,' or nothing: the patients that the event itself names
    detail         varchar                         not null, -- the rest of the event as JSON, nothing of what is sealed
    primary key (generation, leaf_index)
);

-- role: the kind of subject and its role, as RoleCode numbers them; a number and no name, because there are several rows
-- for each leaf, all of them in the key. For messages and threads the event is the role, so that the few events that
-- matter are found among many reads. known_from: the leaf that made the connection known, where it is not the row's own; a
-- send connects earlier facts of its message with its thread and patients. Columns stand so that none needs padding.
create table postings (
    leaf_index     bigint                          not null,
    known_from     bigint,
    generation     integer                         not null,
    role           smallint                        not null,
    subject_id     varchar(100) ${bytewise}   not null,
    irregularities varchar(1000) ${bytewise},           -- of this message, where the fact is about several
    primary key (generation, subject_id, role, leaf_index)
);

-- next_leaf: every leaf before it is a fact. owner, claimed_at: which process moves it.
create table fact_position (
    generation integer      not null primary key,
    next_leaf  bigint       not null,
    live       boolean      not null, -- questions read this one; a replay fills another beside it
    owner      varchar(100) ${bytewise},
    claimed_at bigint                 -- epoch milliseconds of the database's clock
);

insert into fact_position (generation, next_leaf, live) values (1, 0, true);
