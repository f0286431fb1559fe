-- One line of numbers: a metric from one source with one set of labels. identity is the SHA-256 of all three.
create table series (
  id       bigint        not null auto_increment primary key,
  identity varchar(64)   character set ascii collate ascii_bin not null,
  metric   varchar(100)  character set ascii collate ascii_bin not null,
  source   varchar(100)  not null,
  labels   varchar(2000) not null,
  unique key series_identity (identity),
  key series_metric (metric)
) character set utf8mb4;

-- Numbers as they came: kept for 30 days. The same one again changes nothing.
create table sample (
  series_id bigint      not null,
  at        datetime(6) not null,
  value     double      not null,
  primary key (series_id, at)
) character set utf8mb4;

-- What became of them, for 13 months in steps of five minutes and for ever in days of the plan's zone.
create table rollup_five_minutes (
  series_id bigint      not null,
  at        datetime(6) not null,
  least     double      not null,
  most      double      not null,
  total     double      not null,
  number    bigint      not null,
  primary key (series_id, at),
  key rollup_age (at)
) character set utf8mb4;

create table rollup_day (
  series_id bigint not null,
  day       date   not null,
  least     double not null,
  most      double not null,
  total     double not null,
  number    bigint not null,
  primary key (series_id, day)
) character set utf8mb4;

-- Signs of life that programs push in.
create table heartbeat (
  id               bigint       not null auto_increment primary key,
  heartbeat_key    varchar(100) character set ascii collate ascii_bin not null,
  at               datetime(6)  not null,
  ok               boolean      not null,
  size_bytes       bigint,
  duration_seconds double,
  note             varchar(2000),
  received_at      datetime(6)  not null,
  unique key heartbeat_identity (heartbeat_key, at)
) character set utf8mb4;

-- What has arrived and is still to be looked at: rules first (state 0), then rollups (state 1).
create table arrival (
  id          bigint      not null auto_increment primary key,
  state       smallint    not null,
  received_at datetime(6) not null,
  touched     longtext    not null,
  key arrival_state (state, id)
) character set utf8mb4;

-- Work that one node does at a time: the row is locked while it is done.
create table duty (
  name varchar(40) character set ascii collate ascii_bin not null primary key
) character set utf8mb4;
insert into duty (name) values ('evaluation'), ('rollup'), ('watch-retention');

-- What a rule thinks of one group of series.
create table rule_condition (
  rule_key     varchar(100) character set ascii collate ascii_bin not null,
  group_key    varchar(400) character set utf8mb4 collate utf8mb4_bin not null,
  evaluated_to datetime(6)  not null,
  valid_from   datetime(6)  not null,
  base_to      datetime(6)  not null,
  base_fold    varchar(2000) not null,
  rule_hash    varchar(64)  character set ascii collate ascii_bin not null,
  phase        varchar(10)  not null,
  flapping     boolean      not null,
  primary key (rule_key, group_key)
) character set utf8mb4;

-- One row per thing that can be wrong: whoever raises an alert locks it first, so that one alert is open for it.
create table alert_subject (
  fingerprint varchar(400) character set utf8mb4 collate utf8mb4_bin not null primary key
) character set utf8mb4;

create table alert (
  number           bigint        not null auto_increment primary key,
  fingerprint      varchar(400)  character set utf8mb4 collate utf8mb4_bin not null,
  open_fingerprint varchar(400)  character set utf8mb4 collate utf8mb4_bin,
  title_en         varchar(400)  not null,
  title_fr         varchar(400)  not null,
  severity         varchar(10)   not null,
  state            varchar(12)   not null,
  since            datetime(6)   not null,
  fired_at         datetime(6),
  acknowledged_at  datetime(6),
  acknowledged_by  uuid,
  resolved_at      datetime(6),
  resolved_by      uuid,
  assignee         uuid,
  flapping         boolean       not null,
  held_by          bigint,
  version          integer       not null,
  unique key alert_open (open_fingerprint),
  key alert_state (state, severity),
  key alert_since (since),
  key alert_fingerprint (fingerprint(191), since),
  foreign key (acknowledged_by) references person (id),
  foreign key (resolved_by) references person (id),
  foreign key (assignee) references person (id),
  foreign key (held_by) references alert (number)
) character set utf8mb4;

-- Why an alert is there: a rule that holds, or an item that failed.
create table alert_reason (
  id           bigint       not null auto_increment primary key,
  alert_number bigint       not null,
  kind         varchar(10)  not null,
  ref          varchar(500) not null,
  group_key    varchar(400) character set utf8mb4 collate utf8mb4_bin not null,
  severity     varchar(10)  not null,
  metric       varchar(100),
  series_ids   varchar(2000),
  threshold    double,
  worst        double,
  since        datetime(6)  not null,
  fired_at     datetime(6),
  until_at     datetime(6),
  withdrawn    boolean      not null,
  key alert_reason_alert (alert_number),
  key alert_reason_ref (kind, ref(200), group_key(200)),
  foreign key (alert_number) references alert (number)
) character set utf8mb4;

create table alert_line (
  id           bigint       not null auto_increment primary key,
  alert_number bigint       not null,
  kind         varchar(24)  not null,
  at           datetime(6)  not null,
  recorded_at  datetime(6)  not null,
  person_id    uuid,
  words        longtext,
  key alert_line_alert (alert_number, id),
  foreign key (alert_number) references alert (number),
  foreign key (person_id) references person (id)
) character set utf8mb4;

-- Automatic looks at the platform: what, how often, and who of the nodes has it in hand.
create table probe (
  probe_key        varchar(100) character set ascii collate ascii_bin not null primary key,
  title_en         varchar(200) not null,
  title_fr         varchar(200) not null,
  kind             varchar(20)  not null,
  config           longtext     not null,
  secrets          longtext,
  up_metric        varchar(100),
  seconds_metric   varchar(100),
  interval_seconds integer      not null,
  timeout_seconds  integer      not null,
  retries          integer      not null,
  enabled          boolean      not null,
  next_at          datetime(6)  not null,
  claimed_until    datetime(6),
  created_at       datetime(6)  not null,
  changed_at       datetime(6)  not null,
  changed_by       uuid,
  version          integer      not null,
  key probe_due (enabled, next_at),
  foreign key (changed_by) references person (id)
) character set utf8mb4;

-- One execution of a probe, with what proves it: kept for 30 days.
create table probe_check (
  id          bigint       not null auto_increment primary key,
  probe_key   varchar(100) character set ascii collate ascii_bin not null,
  observed_at datetime(6)  not null,
  recorded_at datetime(6)  not null,
  ok          boolean      not null,
  seconds     double       not null,
  problem     varchar(40),
  finding     longtext     not null,
  key probe_check_probe (probe_key, observed_at),
  key probe_check_age (observed_at),
  foreign key (probe_key) references probe (probe_key) on delete cascade
) character set utf8mb4;

-- Items that a run waits to have proven.
create table verification_due (
  run_item_id   uuid        not null primary key,
  run_id        uuid        not null,
  item_key      varchar(100) not null,
  due_at        datetime(6) not null,
  claimed_until datetime(6),
  attempts      integer     not null,
  key verification_due_at (due_at),
  key verification_due_run (run_id),
  foreign key (run_item_id) references run_item (id)
) character set utf8mb4;

alter table run_item
  add column proof           longtext,
  add column proof_state     varchar(12),
  add column proof_outcome   varchar(20),
  add column proof_value     varchar(40),
  add column proof_expected  varchar(100),
  add column proof_why_en    longtext,
  add column proof_why_fr    longtext,
  add column proof_observed  datetime(6),
  add column proof_recorded  datetime(6);

alter table evidence modify recorded_by uuid null;
alter table deviation modify detected_by uuid null;

-- What went wrong on the platform, as it says itself, grouped by fingerprint.
create table error_group (
  id          bigint        not null auto_increment primary key,
  fingerprint varchar(200)  character set utf8mb4 collate utf8mb4_bin not null,
  message     varchar(2000) not null,
  level       varchar(10)   not null,
  category    varchar(10)   not null,
  decided     boolean       not null,
  source      varchar(100)  not null,
  first_at    datetime(6)   not null,
  last_at     datetime(6)   not null,
  number      bigint        not null,
  version     integer       not null,
  unique key error_group_fingerprint (fingerprint),
  key error_group_last (last_at)
) character set utf8mb4;

create table error_event (
  id          bigint       not null auto_increment primary key,
  group_id    bigint       not null,
  at          datetime(6)  not null,
  level       varchar(10)  not null,
  message     varchar(2000) not null,
  source      varchar(100) not null,
  number      bigint       not null,
  received_at datetime(6)  not null,
  key error_event_group (group_id, at),
  key error_event_at (at),
  foreign key (group_id) references error_group (id)
) character set utf8mb4;

-- What was changed on the platform, and by whom.
create table platform_change (
  id          bigint        not null auto_increment primary key,
  at          datetime(6)   not null,
  title       varchar(300)  not null,
  kind        varchar(40)   not null,
  made_by     varchar(200)  not null,
  reference   varchar(500),
  recorded_at datetime(6)   not null,
  recorded_by uuid          not null,
  key platform_change_at (at),
  foreign key (recorded_by) references person (id)
) character set utf8mb4;
