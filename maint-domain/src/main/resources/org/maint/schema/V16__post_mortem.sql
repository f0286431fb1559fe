-- What happened in an incident and what changes, from its end to the project manager's approval.
create table post_mortem (
  incident_number bigint       not null primary key,
  state           varchar(10)  not null,
  opened_at       datetime(6)  not null,
  due_on          date         not null,
  -- Whoever wrote a word of it, a line each: none of them approves it.
  authors         varchar(8000) character set ascii,
  changed_at      datetime(6)  not null,
  changes         integer      not null,
  submitted_at    datetime(6),
  submitted_by    uuid,
  returned_by     uuid,
  return_reason   varchar(2000),
  approved_at     datetime(6),
  approved_by     uuid,
  log_sequence    bigint,
  -- What the record knew when it was opened, submitted or approved, as JSON.
  figures         longtext     not null,
  version         integer      not null,
  key post_mortem_state (state, due_on),
  foreign key (incident_number) references incident (number),
  foreign key (submitted_by) references person (id),
  foreign key (returned_by) references person (id),
  foreign key (approved_by) references person (id),
  foreign key (log_sequence) references log_entry (sequence)
) character set utf8mb4;

create table post_mortem_section (
  incident_number bigint       not null,
  section_key     varchar(16)  not null,
  words           longtext,
  edited_at       datetime(6),
  edited_by       uuid,
  version         integer      not null,
  primary key (incident_number, section_key),
  foreign key (incident_number) references post_mortem (incident_number),
  foreign key (edited_by) references person (id)
) character set utf8mb4;

-- What reviewers say; never changed, only settled.
create table post_mortem_comment (
  id              uuid          not null primary key,
  incident_number bigint        not null,
  section_key     varchar(16)   not null,
  words           varchar(2000) not null,
  at              datetime(6)   not null,
  person_id       uuid          not null,
  settled_at      datetime(6),
  settled_by      uuid,
  key post_mortem_comment_of (incident_number, at),
  foreign key (incident_number) references post_mortem (incident_number),
  foreign key (person_id) references person (id),
  foreign key (settled_by) references person (id)
) character set utf8mb4;

-- What is to change: it becomes a task, or an item of the plan.
create table post_mortem_action (
  id              uuid         not null primary key,
  incident_number bigint       not null,
  kind            varchar(10)  not null,
  title           varchar(200) not null,
  owner_id        uuid,
  due_on          date,
  created_at      datetime(6)  not null,
  created_by      uuid         not null,
  task_number     bigint,
  draft_id        uuid,
  -- Some weeks after it was done somebody looks whether it has helped.
  check_number    bigint,
  version         integer      not null,
  key post_mortem_action_of (incident_number, created_at),
  key post_mortem_action_task (task_number),
  foreign key (incident_number) references post_mortem (incident_number),
  foreign key (owner_id) references person (id),
  foreign key (created_by) references person (id),
  foreign key (task_number) references task (number),
  foreign key (draft_id) references plan_draft (id),
  foreign key (check_number) references task (number)
) character set utf8mb4;
