-- The zone in which a person lives, where it is not the plan's.
alter table person add column zone varchar(64);

-- A link that makes a person once it is followed. Only the hash of its token is kept.
create table invitation (
  id           uuid         not null primary key,
  login        varchar(64)  character set utf8mb4 collate utf8mb4_bin not null,
  name         varchar(120) not null,
  email        varchar(254) not null,
  language     varchar(10),
  hash         varchar(64)  character set ascii collate ascii_bin not null,
  created_at   datetime(6)  not null,
  created_by   uuid         not null,
  expires_at   datetime(6)  not null,
  accepted_at  datetime(6),
  accepted_by  uuid,
  withdrawn_at datetime(6),
  version      integer      not null,
  unique key invitation_hash (hash),
  key invitation_login (login),
  foreign key (created_by) references person (id),
  foreign key (accepted_by) references person (id)
) character set utf8mb4;

create table invitation_role (
  invitation_id uuid        not null,
  role          varchar(20) not null,
  primary key (invitation_id, role),
  foreign key (invitation_id) references invitation (id)
);

create table absence (
  id           uuid        not null primary key,
  person_id    uuid        not null,
  first_day    date        not null,
  last_day     date        not null,
  note         varchar(500),
  delegate     uuid,
  recorded_at  datetime(6) not null,
  recorded_by  uuid        not null,
  cancelled_at datetime(6),
  cancelled_by uuid,
  version      integer     not null,
  key absence_person (person_id, last_day),
  key absence_days (last_day, first_day),
  foreign key (person_id) references person (id),
  foreign key (delegate) references person (id),
  foreign key (recorded_by) references person (id),
  foreign key (cancelled_by) references person (id)
) character set utf8mb4;

-- A row for each session of the portal, on whatever node it lives, so that it can be ended from elsewhere.
create table portal_session (
  id           uuid        not null primary key,
  person_id    uuid        not null,
  begun_at     datetime(6) not null,
  last_seen_at datetime(6) not null,
  address      varchar(64) not null,
  browser      varchar(120) not null,
  ended_at     datetime(6),
  ended_why    varchar(20),
  key portal_session_person (person_id, ended_at),
  key portal_session_ended (ended_at, last_seen_at),
  foreign key (person_id) references person (id)
) character set utf8mb4;

-- Who has a run; null for whoever holds its role.
alter table run
  add column assignee uuid,
  add key run_assignee (assignee, state),
  add foreign key (assignee) references person (id);

-- What the audit trail is filtered by.
alter table audit_entry
  add key audit_entry_person (person_id, id),
  add key audit_entry_action (action, id);
