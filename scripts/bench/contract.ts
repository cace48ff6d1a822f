/** What every benchmark gets: fresh databases, the production build, and the sandbox's image. */
export interface BenchContext {
  /** Variables for web and worker, as `npm start` would set them; PORT, WORKER_PORT and CREWHOUSE_URL are the benchmark's. */
  env: NodeJS.ProcessEnv
  /** The owner's address, for what a benchmark writes or reads beside the platform. */
  ownerUrl: string
  appUrl: string
  platformUrl: string
  redisUrl: string
  dataDir: string
  sandboxImage: string
  /** What was written behind the names, as `--key=value`. */
  options: Readonly<Record<string, string>>
  say: (line: string) => void
  /** Aborted when the end has been asked for. */
  signal: AbortSignal
}

export interface BenchResult {
  figures: Record<string, number>
  /** Rows for people, the first one the head. */
  table: string[][]
}

/** A module suites/NAME.ts. */
export interface Bench {
  name: string
  /** Left out: the production build and the sandbox’s image as well. */
  needs?: 'services'
  run(context: BenchContext): Promise<BenchResult>
}
