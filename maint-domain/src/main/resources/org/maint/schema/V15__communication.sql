-- What customers see of the platform.
create table status_component (
  id         uuid         not null primary key,
  position   integer      not null,
  title_en   varchar(80)  not null,
  title_fr   varchar(80)  not null,
  -- The fingerprints of what belongs to it, a line each.
  scope      varchar(4000),
  -- Whether a critical alert shows by itself.
  automatic  boolean      not null,
  created_at datetime(6)  not null,
  removed_at datetime(6),
  version    integer      not null
) character set utf8mb4;

insert into status_component (id, position, title_en, title_fr, scope, automatic, created_at, version)
values ('5f1d6a64-6c0e-4c53-9a0f-2d5f7d0c1e01', 0, 'Platform', 'Plateforme', 'platform.*\nprobe *', true, utc_timestamp(6), 0);

-- Who hears by mail of what customers are told. Whoever no longer wants it is removed, not remembered.
create table subscriber (
  id           uuid         not null primary key,
  email        varchar(254) not null,
  language     varchar(2)   not null,
  asked_at     datetime(6)  not null,
  -- From where it was asked, so that nobody asks for a thousand others; a keyed hash, forgotten with the confirmation.
  asked_from   varchar(64)  character set ascii collate ascii_bin,
  -- Of the link in the mail that asks back; null once it was followed.
  token_hash   varchar(64)  character set ascii collate ascii_bin,
  confirmed_at datetime(6),
  -- Who has put it on the list; null for those who have asked themselves.
  added_by     uuid,
  unique key subscriber_email (email),
  key subscriber_asked (asked_from, asked_at),
  foreign key (added_by) references person (id)
) character set utf8mb4;

-- An update may wait for a second pair of eyes, and may have words of its own in French.
alter table incident_update
  add column state varchar(10) not null default 'SENT',
  add column issue_fr varchar(2000),
  add column impact_fr varchar(2000),
  add column sent_at datetime(6),
  add column checked_by uuid;
