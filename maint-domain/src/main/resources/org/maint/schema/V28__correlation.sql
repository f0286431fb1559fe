-- Which request or tick a message came from; null for those of before.
alter table notification
  add column correlation varchar(64) character set ascii collate ascii_bin;
