#!/bin/sh
# A database shop with a table orders; more options are arguments.
mariadb-install-db --user=mysql --datadir=/var/lib/mysql --skip-test-db >/dev/null 2>&1
cat > /tmp/init.sql <<'S'
create database shop;
create user shop@'%' identified by 'shop';
grant all on *.* to shop@'%';
create table shop.orders (id int primary key, note varchar(2000), created datetime default now()) engine=InnoDB;
S
mkdir -p /run/mysqld && chown mysql /run/mysqld
exec mariadbd --user=mysql --datadir=/var/lib/mysql --bind-address=0.0.0.0 --init-file=/tmp/init.sql --socket=/run/mysqld/mysqld.sock --log-warnings=2 "$@"
