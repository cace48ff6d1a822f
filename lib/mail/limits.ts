import { z } from 'zod'

const count = (max: number) => z.number().int().min(0).max(max)

/** What agents are held to where nobody says anything; tenants, workspaces and agents can only narrow it. */
export const DEFAULT_LIMITS = {
  /** Levels of asks and spawns below the run that a person began. */
  maxDepth: 5,
  /** Runs that one run has begun and that are not over. */
  maxLiveChildren: 8,
  /** Agents made by one agent, and by those below it, within an hour, and that are there at one time. */
  maxSpawnedPerHour: 10,
  maxSpawned: 20,
  /** Messages of one agent within a minute: beyond half of them they are delayed, beyond all refused. */
  maxMessagesPerMinute: 60,
} as const

export type LimitName = keyof typeof DEFAULT_LIMITS
export type TeamLimits = Record<LimitName, number>
export const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as LimitName[]

/** All of them. */
export const teamLimits = z.object({
  maxDepth: z.number().int(),
  maxLiveChildren: z.number().int(),
  maxSpawnedPerHour: z.number().int(),
  maxSpawned: z.number().int(),
  maxMessagesPerMinute: z.number().int(),
})

/** Some limits of one level; what is left out is as the level above has it. */
export const someLimits = z.strictObject({
  maxDepth: count(DEFAULT_LIMITS.maxDepth).optional(),
  maxLiveChildren: count(DEFAULT_LIMITS.maxLiveChildren).optional(),
  maxSpawnedPerHour: count(DEFAULT_LIMITS.maxSpawnedPerHour).optional(),
  maxSpawned: count(DEFAULT_LIMITS.maxSpawned).optional(),
  maxMessagesPerMinute: count(DEFAULT_LIMITS.maxMessagesPerMinute).optional(),
})
export type SomeLimits = z.output<typeof someLimits>

/** Nothing: what a level that cannot be read comes to. */
const NOTHING = Object.fromEntries(LIMIT_NAMES.map((name) => [name, 0])) as TeamLimits

/** The narrowest of all levels. */
export function narrowest(levels: readonly unknown[]): TeamLimits {
  const limits: TeamLimits = { ...DEFAULT_LIMITS }
  for (const level of levels) {
    const some: Partial<TeamLimits> = someLimits.safeParse(level).data ?? NOTHING
    for (const name of LIMIT_NAMES) limits[name] = Math.min(limits[name], some[name] ?? limits[name])
  }
  return limits
}
