-- Where a run works, as its worker last said.

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "beat_at" TIMESTAMPTZ(3),
ADD COLUMN "beat_place" JSONB;

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'budget';

-- AlterTable
ALTER TABLE "notifications" ADD COLUMN "budget" JSONB,
ALTER COLUMN "workspace_id" DROP NOT NULL,
ALTER COLUMN "thread_id" DROP NOT NULL,
ALTER COLUMN "run_id" DROP NOT NULL;


-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma cannot declare.
-- ---------------------------------------------------------------------------------------------------------------------

-- What became of a run names it; that a budget is nearly used up belongs to no run, and perhaps to no workspace.
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_subject" CHECK (("budget" IS NULL) = ("run_id" IS NOT NULL)
  AND ("run_id" IS NULL) = ("thread_id" IS NULL) AND ("run_id" IS NULL OR "workspace_id" IS NOT NULL));
