-- Under which name an OpenID provider knows somebody. Issuer and subject are what such a name is made of (OpenID Connect
-- Core 1.0, section 5.7); a subject has at most 255 characters of ASCII.
-- Whoever has typed an address themselves has not shown that the mailbox is theirs: by it nobody is met.
alter table person add column email_own boolean not null default false;

create table external_identity (
  id           uuid         not null primary key,
  issuer       varchar(255) character set ascii collate ascii_bin not null,
  subject      varchar(255) character set ascii collate ascii_bin not null,
  person_id    uuid         not null,
  linked_at    datetime(6)  not null,
  last_used_at datetime(6)  not null,
  unique key external_identity_name (issuer, subject),
  -- Of one provider one: whoever gets a leaver's address of mail does not get their account.
  unique key external_identity_person (person_id, issuer),
  foreign key (person_id) references person (id)
) character set utf8mb4;
