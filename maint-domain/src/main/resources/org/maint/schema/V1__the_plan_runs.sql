-- Times are UTC in DATETIME(6). Keys are case-sensitive, so they are kept in a binary collation.

create table person (
  id                uuid         not null primary key,
  login             varchar(64)  character set utf8mb4 collate utf8mb4_bin not null,
  name              varchar(120) not null,
  email             varchar(254),
  kind              varchar(10)  not null,
  language          varchar(10),
  active            boolean      not null,
  password_hash     varchar(200),
  password_one_time boolean      not null,
  created_at        datetime(6)  not null,
  last_seen_at      datetime(6),
  version           integer      not null,
  unique key person_login (login)
) character set utf8mb4;

create table person_role (
  person_id uuid        not null,
  role      varchar(20) not null,
  primary key (person_id, role),
  foreign key (person_id) references person (id)
);

create table api_token (
  id           uuid        not null primary key,
  name         varchar(60) not null,
  person_id    uuid        not null,
  role         varchar(20) not null,
  hash         varchar(64) character set ascii collate ascii_bin not null,
  created_at   datetime(6) not null,
  last_used_at datetime(6),
  revoked_at   datetime(6),
  unique key api_token_hash (hash),
  foreign key (person_id) references person (id)
) character set utf8mb4;

create table sign_in_failure (
  id      uuid         not null primary key,
  subject varchar(190) character set utf8mb4 collate utf8mb4_bin not null,
  at      datetime(6)  not null,
  key sign_in_failure_subject (subject, at),
  key sign_in_failure_at (at)
);

create table plan_version (
  number       integer     not null primary key,
  document     longtext    character set utf8mb4 collate utf8mb4_bin not null,
  sha256       varchar(64) character set ascii collate ascii_bin not null,
  published_at datetime(6) not null,
  published_by uuid
);

create table run (
  id            uuid         not null primary key,
  routine_key   varchar(60)  character set ascii collate ascii_bin,
  nominal_date  date         not null,
  type          varchar(12)  not null,
  title_en      varchar(200) not null,
  title_fr      varchar(200) not null,
  plan_version  integer      not null,
  responsible   varchar(20)  not null,
  opens_at      datetime(6)  not null,
  due_at        datetime(6),
  grace_seconds bigint       not null,
  state         varchar(12)  not null,
  opened_at     datetime(6)  not null,
  started_at    datetime(6),
  closed_at     datetime(6),
  closed_by     uuid,
  skip_reason   varchar(2000),
  missed_cause  varchar(12),
  down_from     datetime(6),
  down_to       datetime(6),
  minutes_spent integer,
  -- A run of a routine exists once for its nominal date, however many nodes open it.
  unique key run_occurrence (routine_key, nominal_date),
  key run_state (state, due_at),
  key run_opens_at (opens_at),
  key run_nominal_date (nominal_date),
  foreign key (plan_version) references plan_version (number),
  foreign key (closed_by) references person (id)
) character set utf8mb4;

create table run_item (
  id               uuid         not null primary key,
  run_id           uuid         not null,
  item_key         varchar(100) character set ascii collate ascii_bin not null,
  position         integer      not null,
  section_key      varchar(100) character set ascii collate ascii_bin not null,
  section_title_en varchar(200) not null,
  section_title_fr varchar(200) not null,
  title_en         varchar(300) not null,
  title_fr         varchar(300) not null,
  kind             varchar(10)  not null,
  unit_en          varchar(40),
  unit_fr          varchar(40),
  min_value        decimal(38, 6),
  max_value        decimal(38, 6),
  choices          longtext,
  required         boolean      not null,
  verification     varchar(12)  not null,
  severity         varchar(10)  not null,
  commands         longtext,
  outcome          varchar(20),
  entered_value    varchar(4000),
  note             varchar(4000),
  override_reason  varchar(4000),
  recorded_at      datetime(6),
  recorded_by      uuid,
  version          integer      not null,
  unique key run_item_key (run_id, item_key),
  foreign key (run_id) references run (id),
  foreign key (recorded_by) references person (id)
) character set utf8mb4;

create table evidence (
  id          uuid         not null primary key,
  run_item_id uuid         not null,
  kind        varchar(20)  not null,
  name        varchar(150) not null,
  media_type  varchar(100) not null,
  size        bigint       not null,
  sha256      varchar(64)  character set ascii collate ascii_bin not null,
  recorded_at datetime(6)  not null,
  recorded_by uuid         not null,
  foreign key (run_item_id) references run_item (id),
  foreign key (recorded_by) references person (id)
) character set utf8mb4;

create table evidence_content (
  evidence_id uuid     not null primary key,
  content     longblob not null,
  foreign key (evidence_id) references evidence (id)
);

create table deviation (
  id          uuid         not null primary key,
  run_id      uuid         not null,
  item_key    varchar(100) character set ascii collate ascii_bin not null,
  subject     varchar(190) character set ascii collate ascii_bin not null,
  severity    varchar(10)  not null,
  seen        varchar(4000) not null,
  detected_at datetime(6)  not null,
  detected_by uuid         not null,
  closed_at   datetime(6),
  key deviation_run (run_id, item_key),
  key deviation_open (closed_at, subject),
  foreign key (run_id) references run (id),
  foreign key (detected_by) references person (id)
) character set utf8mb4;

create table routine_watch (
  routine_key varchar(60)  character set ascii collate ascii_bin not null primary key,
  timing      varchar(500) not null,
  since       datetime(6)  not null
) character set utf8mb4;

create table sign_of_life (
  node    varchar(190) not null primary key,
  seen_at datetime(6)  not null
) character set utf8mb4;

create table downtime (
  id      uuid        not null primary key,
  from_at datetime(6) not null,
  to_at   datetime(6) not null,
  key downtime_span (from_at, to_at)
);

create table run_presence (
  run_id    uuid         not null,
  person_id uuid         not null,
  item_key  varchar(100) character set ascii collate ascii_bin,
  seen_at   datetime(6)  not null,
  primary key (run_id, person_id),
  foreign key (run_id) references run (id),
  foreign key (person_id) references person (id)
);

create table log_head (
  id       integer  not null primary key,
  sequence bigint   not null,
  hash     varchar(64) character set ascii collate ascii_bin not null
);
insert into log_head (id, sequence, hash) values (1, 0, repeat('0', 64));

create table log_entry (
  sequence      bigint       not null primary key,
  at            datetime(6)  not null,
  event         varchar(12)  not null,
  type          varchar(12)  not null,
  run_id        uuid,
  corrects      bigint,
  title_en      varchar(200) not null,
  title_fr      varchar(200) not null,
  person_id     uuid,
  content       longtext     character set utf8mb4 collate utf8mb4_bin not null,
  previous_hash varchar(64)  character set ascii collate ascii_bin not null,
  hash          varchar(64)  character set ascii collate ascii_bin not null,
  unique key log_entry_previous (previous_hash),
  key log_entry_at (at),
  key log_entry_run (run_id),
  key log_entry_type (type, sequence),
  foreign key (run_id) references run (id),
  foreign key (corrects) references log_entry (sequence)
) character set utf8mb4;

create table log_checkpoint (
  id        uuid        not null primary key,
  sequence  bigint      not null,
  hash      varchar(64) character set ascii collate ascii_bin not null,
  at        datetime(6) not null,
  signature varchar(120) character set ascii collate ascii_bin not null,
  key_id    varchar(16) character set ascii collate ascii_bin not null,
  key log_checkpoint_sequence (sequence, at)
);

-- The log is append-only; whoever has a way into the database must at least remove these first, and then the chain shows it.
create trigger log_entry_is_not_changed before update on log_entry
  for each row signal sqlstate '45000' set message_text = 'The log is append-only';
create trigger log_entry_is_not_removed before delete on log_entry
  for each row signal sqlstate '45000' set message_text = 'The log is append-only';
create trigger log_checkpoint_is_not_changed before update on log_checkpoint
  for each row signal sqlstate '45000' set message_text = 'The log is append-only';
create trigger log_checkpoint_is_not_removed before delete on log_checkpoint
  for each row signal sqlstate '45000' set message_text = 'The log is append-only';

create table notification (
  id              uuid          not null primary key,
  kind            varchar(40)   not null,
  severity        varchar(10)   not null,
  recipient       uuid          not null,
  title_en        varchar(500)  not null,
  title_fr        varchar(500)  not null,
  body_en         varchar(5000) not null,
  body_fr         varchar(5000) not null,
  link            varchar(300)  not null,
  state           varchar(12)   not null,
  created_at      datetime(6)   not null,
  next_attempt_at datetime(6)   not null,
  attempts        integer       not null,
  ended_at        datetime(6),
  via             varchar(10),
  receipt         varchar(1000),
  read_at         datetime(6),
  key notification_claim (state, next_attempt_at),
  key notification_inbox (recipient, state, created_at),
  key notification_created (created_at),
  foreign key (recipient) references person (id)
) character set utf8mb4;

create table audit_entry (
  id        bigint        not null auto_increment primary key,
  at        datetime(6)   not null,
  person_id uuid,
  action    varchar(60)   not null,
  subject   varchar(190)  not null,
  detail    varchar(1000) not null,
  key audit_entry_at (at)
) character set utf8mb4;
create trigger audit_entry_is_not_changed before update on audit_entry
  for each row signal sqlstate '45000' set message_text = 'The audit trail is append-only';
create trigger audit_entry_is_not_removed before delete on audit_entry
  for each row signal sqlstate '45000' set message_text = 'The audit trail is append-only';
