-- Who proposed a version and why; null for what was imported at the first start.
alter table plan_version
  add column submitted_by uuid,
  add column summary varchar(1000) character set utf8mb4;

-- The next version while it is being worked on. A draft is published or discarded, never deleted.
create table plan_draft (
  id                uuid          not null primary key,
  title             varchar(200)  not null,
  base_version      integer       not null,
  document          longtext      character set utf8mb4 collate utf8mb4_bin not null,
  state             varchar(12)   not null,
  summary           varchar(1000),
  returned_because  varchar(2000),
  created_at        datetime(6)   not null,
  created_by        uuid          not null,
  changed_at        datetime(6)   not null,
  changed_by        uuid          not null,
  submitted_at      datetime(6),
  submitted_by      uuid,
  decided_at        datetime(6),
  decided_by        uuid,
  published_version integer,
  version           integer       not null,
  key plan_draft_state (state, changed_at),
  foreign key (base_version) references plan_version (number),
  foreign key (published_version) references plan_version (number),
  foreign key (created_by) references person (id),
  foreign key (changed_by) references person (id),
  foreign key (submitted_by) references person (id),
  foreign key (decided_by) references person (id)
) character set utf8mb4;

-- Everybody who had a hand in it: none of them may approve it.
create table plan_draft_editor (
  draft_id  uuid not null,
  person_id uuid not null,
  primary key (draft_id, person_id),
  foreign key (draft_id) references plan_draft (id),
  foreign key (person_id) references person (id)
);
