-- What people add to the timeline of an incident: screenshots, logs.
create table incident_file (
  id              uuid         not null primary key,
  incident_number bigint       not null,
  name            varchar(150) not null,
  media_type      varchar(100) not null,
  size            bigint       not null,
  sha256          varchar(64)  character set ascii collate ascii_bin not null,
  added_at        datetime(6)  not null,
  added_by        uuid         not null,
  key incident_file_of (incident_number),
  foreign key (incident_number) references incident (number),
  foreign key (added_by) references person (id)
) character set utf8mb4;

create table incident_file_content (
  incident_file_id uuid     not null primary key,
  content          longblob not null,
  foreign key (incident_file_id) references incident_file (id)
);

-- The receipts of a conversation stand in the room of its incident.
create index notification_thread on notification (thread, state, created_at);

-- Incidents and post-mortems are found too.
alter table search_document modify kind varchar(16) character set ascii collate ascii_bin not null;
