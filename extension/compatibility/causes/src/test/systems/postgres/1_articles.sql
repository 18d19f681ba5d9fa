create table article (sku text primary key, name text, cents integer);
insert into article values ('mug', 'Mug', 590), ('teapot', 'Teapot', null);
create table ticket (id smallserial primary key, topic text);
