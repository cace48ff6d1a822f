-- A model call that code in a run's sandbox made belongs to no step.
ALTER TABLE "usage_events" ALTER COLUMN "step_index" DROP NOT NULL;

CREATE INDEX "usage_events_of_code" ON "usage_events" ("run_id") WHERE "step_index" IS NULL;
