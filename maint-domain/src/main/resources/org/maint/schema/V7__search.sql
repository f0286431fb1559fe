-- What can be found: one row for each run, noted item, log entry and task. It repeats what stands elsewhere and can be
-- made anew from there: whatever has no row gets one after the next start (org.maint.search.Upkeep.fill).
--
-- "terms" are words that maint has prepared: without accents, in lower case, in ASCII, each with a mark before it. So
-- the index needs no setting of the server: no word is too short for it or on its list of words to leave out, and it
-- compares bytes.
create table search_document (
  id         bigint       not null auto_increment primary key,
  kind       varchar(8)   character set ascii collate ascii_bin not null,
  ref        varchar(150) character set ascii collate ascii_bin not null,
  title_en   varchar(300) not null,
  title_fr   varchar(300) not null,
  context_en varchar(200),
  context_fr varchar(200),
  day        date         not null,
  state      varchar(12),
  at         datetime(6)  not null,
  link       varchar(200) character set ascii collate ascii_bin not null,
  text       mediumtext   not null,
  terms      mediumtext   character set ascii collate ascii_bin not null,
  unique key search_document_ref (kind, ref),
  key search_document_newest (kind, at),
  fulltext key search_document_terms (terms)
) engine = InnoDB character set utf8mb4;
