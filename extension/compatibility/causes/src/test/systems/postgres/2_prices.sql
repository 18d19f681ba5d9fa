\set ON_ERROR_STOP on
alter table article alter column cents set not null;
alter table article add column currency text not null default 'EUR';
