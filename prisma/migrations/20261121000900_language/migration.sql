-- The language that a person chose; it follows them to every browser, and into letters. Null: each browser's own.
ALTER TABLE "users" ADD COLUMN "language" TEXT;
ALTER TABLE "users" ADD CONSTRAINT "users_language_check" CHECK ("language" IN ('en', 'de'));
