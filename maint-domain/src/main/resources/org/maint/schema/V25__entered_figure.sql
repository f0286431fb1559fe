-- What nothing measured and a person has said: a figure of a period, for the reports over it.
create table entered_figure (
  id         uuid        not null primary key,
  kind       varchar(20) character set ascii collate ascii_bin not null,
  from_date  date        not null,
  name       varchar(60) character set ascii collate ascii_bin not null,
  figure     double      not null,
  entered_at datetime(6) not null,
  entered_by uuid        not null,
  version    integer     not null,
  unique key entered_figure_once (kind, from_date, name),
  foreign key (entered_by) references person (id)
) character set utf8mb4;

-- One node at a time looks after error budgets.
insert into duty (name) values ('budgets');
