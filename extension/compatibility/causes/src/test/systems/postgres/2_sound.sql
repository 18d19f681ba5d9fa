update article set cents = 1290 where cents is null;
\i /app/2_prices.sql
