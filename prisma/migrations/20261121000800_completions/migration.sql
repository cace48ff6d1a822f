-- A run that called a tool of its client's own waits for the result: it is over until somebody sends it.
ALTER TYPE "RunStatus" ADD VALUE 'waiting';

-- What the client of a run says around its message: instructions, what was said before, tools of its own.
ALTER TABLE "runs" ADD COLUMN "client" JSONB;
