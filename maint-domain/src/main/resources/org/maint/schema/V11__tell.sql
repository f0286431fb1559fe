-- A way out that an administrator has set up. What is secret of it (a password, the address of a chat's hook) is sealed.
create table channel (
  channel_key     varchar(40)   character set ascii collate ascii_bin not null primary key,
  medium          varchar(12)   not null,
  title           varchar(100)  not null,
  settings        varchar(2000) not null,
  secret          varchar(6000) character set ascii collate ascii_bin,
  enabled         boolean       not null,
  alerts_from     varchar(10),
  language        varchar(2)    not null,
  most_per_minute integer,
  changed_at      datetime(6)   not null,
  changed_by      uuid,
  version         integer       not null
) character set utf8mb4;

-- Where somebody is reached: a person, or one that the plan names for a level.
create table contact (
  id              uuid          not null primary key,
  person_id       uuid,
  level           varchar(2),
  medium          varchar(12)   not null,
  address         varchar(254)  not null,
  label           varchar(120)  not null,
  -- Whether it is the address of the person's record.
  of_record       boolean       not null,
  created_at      datetime(6)   not null,
  verified_at     datetime(6),
  code_hash       varchar(64)   character set ascii collate ascii_bin,
  code_until      datetime(6),
  code_tries      integer       not null,
  removed_at      datetime(6),
  version         integer       not null,
  key contact_person (person_id),
  key contact_level (level),
  foreign key (person_id) references person (id)
) character set utf8mb4;

-- What a person has chosen to hear of by which way; where there is no row, the default of its kind counts.
create table preference (
  person_id uuid        not null,
  topic     varchar(20) not null,
  medium    varchar(12) not null,
  wanted    boolean     not null,
  primary key (person_id, topic, medium),
  foreign key (person_id) references person (id)
) character set utf8mb4;

-- When a person does not want to be disturbed by what can wait; local times of their zone.
create table quiet_hours (
  person_id uuid not null primary key,
  begins    time not null,
  ends      time not null,
  foreign key (person_id) references person (id)
) character set utf8mb4;

alter table notification
  change column channel medium varchar(12) not null,
  -- What is drained together and holds up nothing else: the inbox, the outside tracker, or a channel.
  add column lane varchar(40) character set ascii collate ascii_bin not null default 'portal' after medium,
  add column contact_id uuid after recipient,
  add column address varchar(254) after contact_id,
  add column language varchar(2) after address,
  add column thread varchar(100) character set ascii collate ascii_bin after language,
  add column alert_number bigint after thread,
  -- A link that only the recipient may see, sealed; removed once it is delivered.
  add column sealed_link varchar(2000) character set ascii collate ascii_bin after link,
  add column attempts_before integer not null default 0 after attempts,
  add column held_reason varchar(20) after receipt,
  -- The notification that tells of this one together with others.
  add column folded_into uuid after held_reason,
  drop key notification_claim,
  add key notification_claim (lane, state, next_attempt_at),
  add key notification_contact (contact_id, created_at),
  add key notification_alert (alert_number),
  add key notification_waiting (state, lane),
  add key notification_held (state, held_reason, created_at);
update notification set lane = 'tracker' where medium = 'WEBHOOK';

-- Each attempt to deliver; goes with its notification.
create table notification_attempt (
  notification_id uuid          not null,
  number          integer       not null,
  at              datetime(6)   not null,
  took_millis     integer       not null,
  via             varchar(10)   not null,
  outcome         varchar(10)   not null,
  receipt         varchar(1000) not null,
  primary key (notification_id, number),
  foreign key (notification_id) references notification (id) on delete cascade
) character set utf8mb4;

-- The alerts of which a notification tells, where they are several.
create table notification_alert (
  notification_id uuid   not null,
  alert_number    bigint not null,
  primary key (notification_id, alert_number),
  key notification_alert_of (alert_number),
  foreign key (notification_id) references notification (id) on delete cascade
) character set utf8mb4;

-- Own words for what is sent; where there is no row, maint's own count.
create table template (
  topic      varchar(40)   not null,
  medium     varchar(12)   not null,
  language   varchar(2)    not null,
  subject    varchar(500)  not null,
  body       varchar(5000) not null,
  changed_at datetime(6)   not null,
  changed_by uuid          not null,
  version    integer       not null,
  primary key (topic, medium, language)
) character set utf8mb4;

-- How each node last found the broker.
create table broker_sighting (
  node       varchar(100) not null primary key,
  away_since datetime(6),
  reason     varchar(500),
  looked_at  datetime(6)  not null
) character set utf8mb4;

-- Who is told of an alert, until somebody has it in hand.
create table escalation (
  id            bigint       not null auto_increment primary key,
  alert_number  bigint       not null,
  group_key     varchar(400) character set utf8mb4 collate utf8mb4_bin not null,
  severity      varchar(10)  not null,
  policy        varchar(4000) not null,
  state         varchar(12)  not null,
  -- From when the steps are counted.
  anchor_at     datetime(6)  not null,
  step          integer      not null,
  next_at       datetime(6),
  told_at       datetime(6),
  -- Whether it was told of since it is as bad as it is.
  announced     boolean      not null,
  held_reason   varchar(20),
  held_words    varchar(500),
  ended_at      datetime(6),
  version       integer      not null,
  unique key escalation_alert (alert_number),
  key escalation_due (state, next_at),
  key escalation_ended (state, ended_at),
  key escalation_group (group_key(100), state)
) character set utf8mb4;

create table escalation_line (
  id            bigint       not null auto_increment primary key,
  escalation_id bigint       not null,
  at            datetime(6)  not null,
  kind          varchar(12)  not null,
  step          integer,
  levels        varchar(40),
  words         varchar(1000),
  key escalation_line_of (escalation_id, id),
  foreign key (escalation_id) references escalation (id) on delete cascade
) character set utf8mb4;

-- What holds at this moment is looked for every few seconds.
alter table alert_reason add key alert_reason_open (kind, until_at);

-- When a group was last told of, so that changes go out together.
create table escalation_group (
  group_key varchar(400) character set utf8mb4 collate utf8mb4_bin not null primary key,
  sent_at   datetime(6)  not null
) character set utf8mb4;

-- What is said once for each subject and time, on any number of nodes.
create table reminder (
  reminder_key varchar(190) character set ascii collate ascii_bin not null primary key,
  at           datetime(6)  not null,
  key reminder_age (at)
) character set utf8mb4;

create table password_reset (
  token_hash varchar(64) character set ascii collate ascii_bin not null primary key,
  person_id  uuid        not null,
  expires_at datetime(6) not null,
  used_at    datetime(6),
  foreign key (person_id) references person (id)
) character set utf8mb4;

insert into duty (name) values ('escalation'), ('reminder'), ('contacts');

-- The outgoing sign of life: where to (the address is a secret), and how the last one went. One row.
create table pulse (
  id         integer       not null primary key,
  url_sealed varchar(2000) character set ascii collate ascii_bin,
  changed_at datetime(6),
  changed_by uuid,
  beat_at    datetime(6),
  ok         boolean,
  receipt    varchar(500),
  version    integer       not null
) character set utf8mb4;
insert into pulse (id, version) values (1, 0);
