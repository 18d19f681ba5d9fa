create role payments login password 'payments';
create database shop owner payments;
\connect shop
set role payments;

create table payment (
    order_id text primary key,
    amount   numeric(10, 2) not null,
    status   text not null default 'paid'
);
create table refund (
    order_id text primary key references payment,
    reason   varchar(30) not null
);
