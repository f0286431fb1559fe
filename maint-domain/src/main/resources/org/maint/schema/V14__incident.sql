-- Emergencies.
create table incident (
  number            bigint       not null auto_increment primary key,
  trigger_key       varchar(30)  not null,
  title             varchar(200) not null,
  description       varchar(4000),
  severity          varchar(10)  not null,
  -- Practised only, and kept out of every figure.
  drill             boolean      not null,
  state             varchar(10)  not null,
  status            varchar(16)  not null,
  alert_number      bigint,
  began_at          datetime(6)  not null,
  declared_at       datetime(6)  not null,
  declared_by       uuid         not null,
  actions_due_at    datetime(6)  not null,
  actions_late      boolean      not null,
  lead_id           uuid,
  scribe_id         uuid,
  communications_id uuid,
  -- By when those who wait hear again, and whether that was called to mind or broken.
  promised_at       datetime(6),
  promise_reminded  boolean      not null,
  promise_broken    boolean      not null,
  window_id         uuid,
  data_lost         boolean,
  data_lost_words   varchar(2000),
  resolution        varchar(4000),
  resolved_at       datetime(6),
  resolved_by       uuid,
  log_sequence      bigint,
  version           integer      not null,
  key incident_state (state, number),
  key incident_alert (alert_number),
  foreign key (alert_number) references alert (number),
  foreign key (declared_by) references person (id),
  foreign key (lead_id) references person (id),
  foreign key (scribe_id) references person (id),
  foreign key (communications_id) references person (id),
  foreign key (resolved_by) references person (id),
  foreign key (log_sequence) references log_entry (sequence)
) character set utf8mb4;

-- The plan's immediate actions and resolution steps, as it named them when the incident was declared.
create table incident_step (
  incident_number bigint       not null,
  step_key        varchar(60)  character set ascii collate ascii_bin not null,
  kind            varchar(10)  not null,
  position        integer      not null,
  title_en        varchar(300) not null,
  title_fr        varchar(300) not null,
  state           varchar(10)  not null,
  ended_at        datetime(6),
  ended_by        uuid,
  reason          varchar(2000),
  primary key (incident_number, step_key),
  foreign key (incident_number) references incident (number),
  foreign key (ended_by) references person (id)
) character set utf8mb4;

-- What happened, line by line; never changed.
create table incident_line (
  id              bigint       not null auto_increment primary key,
  incident_number bigint       not null,
  at              datetime(6)  not null,
  person_id       uuid,
  kind            varchar(20)  not null,
  subject         varchar(60),
  words           varchar(4000),
  key incident_line_of (incident_number, id),
  foreign key (incident_number) references incident (number),
  foreign key (person_id) references person (id)
) character set utf8mb4;

-- What those who wait were told; never changed.
create table incident_update (
  id              uuid          not null primary key,
  incident_number bigint        not null,
  at              datetime(6)   not null,
  person_id       uuid          not null,
  status          varchar(16)   not null,
  audience        varchar(16)   not null,
  issue           varchar(2000) not null,
  impact          varchar(2000) not null,
  eta_at          datetime(6),
  next_update_at  datetime(6),
  contact         varchar(200),
  -- By when this one was promised.
  promised_at     datetime(6),
  told            integer       not null,
  key incident_update_of (incident_number, at),
  foreign key (incident_number) references incident (number),
  foreign key (person_id) references person (id)
) character set utf8mb4;
