import { z } from 'zod'
import { type AuditEntry, appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { isWriteConflict } from '#lib/db/is-write-conflict.ts'
import { type TransactionOptions, withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { type KeyScope, keyScopeOf } from './key-scopes.ts'
import { atLeast, type Role } from './roles.ts'
import { type Principal, resolveScope, type Scope, type WorkspaceScope, withPrincipal } from './scope.ts'

/** Where a use case acts; its input then carries `workspaceId` or `tenantId`. */
export type Level = 'workspace' | 'tenant'

type ScopeAt<L extends Level> = L extends 'workspace' ? WorkspaceScope : Scope
type IdAt<L extends Level> = L extends 'workspace' ? { workspaceId: string } : { tenantId: string }

/** Where the public API offers it: `{name}` in the path is a field of the input. */
export interface HttpBinding {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: `/${string}`
  successStatus?: number
}

export interface UseCaseContext<L extends Level, P = undefined> {
  scope: ScopeAt<L>
  tx: Tx
  prepared: P
}

/**
 * One semantic operation behind every surface. Phases: principal -> scope and least role -> prepare -> load ->
 * authorize -> execute -> audit, the last four in one transaction; then `afterCommit`.
 */
export interface UseCaseDefinition<L extends Level, I extends z.ZodRawShape, O extends z.ZodType, S, P> {
  /** `threads.post-message` */
  id: string
  level: L
  role: Role
  http?: HttpBinding
  /** Without the level's id, which is added. */
  input: I
  output: O
  /** Before the transaction: the network, the worker (invariant 5). Its result is `context.prepared`. */
  prepare?: (scope: ScopeAt<L>, input: z.infer<z.ZodObject<I>>) => Promise<P>
  /** Which calls need that; left out: all. For the others `prepared` is undefined, and they are a round trip shorter. */
  needsPrepare?: (input: z.infer<z.ZodObject<I>>) => boolean
  /** Finds what the call is about; throws `notFound(...)`. */
  load?: (context: UseCaseContext<L, P>, input: z.infer<z.ZodObject<I>>) => Promise<S>
  /** Rules beyond the least role; throws AppError `not_allowed` or `conflict`. */
  authorize?: (context: UseCaseContext<L, P>, input: z.infer<z.ZodObject<I>>, subject: S) => void
  /** The change itself, in the transaction. */
  execute: (context: UseCaseContext<L, P>, input: z.infer<z.ZodObject<I>>, subject: S) => Promise<z.input<O>>
  /** Required of whatever changes something: null says that this call changed nothing. */
  audit?: (output: z.input<O>, input: z.infer<z.ZodObject<I>>, subject: S) => AuditEntry | null
  /**
   * After the commit: the network, Redis, the worker. What it returns replaces the output. A failure here does not undo
   * the change, so nothing may depend on it that a reconciler does not repair.
   */
  afterCommit?: (
    scope: ScopeAt<L>,
    output: z.input<O>,
    input: z.infer<z.ZodObject<I>>,
    subject: S,
  ) => Promise<z.input<O> | undefined>
}

/** A use case without its types' details, as registries hold it. */
export interface UseCase<Input = unknown, Output = unknown> {
  readonly id: string
  readonly level: Level
  readonly role: Role
  /** What an API key needs for it, besides the role. */
  readonly keyScope: KeyScope
  readonly http?: HttpBinding
  readonly inputSchema: z.ZodType<Input>
  readonly outputSchema: z.ZodType<Output>
  /** @param condition what has to hold in the moment of the change */
  run(principal: Principal, input: unknown, condition?: Condition): Promise<Output>
  /** Its answer within a transaction of another use case; absent where it takes more than the database. */
  readonly runWithin?: (scope: Scope, tx: Tx, input: unknown) => Promise<Output>
}

/** A change is made only while a reading use case answers what the caller has seen. */
export interface Condition {
  reads: Pick<UseCase, 'runWithin'>
  input: unknown
  /** @throws AppError `precondition_failed` */
  check: (answer: unknown) => void
}

/** So often a conditional change is tried again when others change the same in the same moment. */
const CONDITIONAL_TRIES = 5

type UseCaseOf<L extends Level, I extends z.ZodRawShape, O extends z.ZodType> = UseCase<
  z.infer<z.ZodObject<I>> & IdAt<L>,
  z.output<O>
>

/** Defines a use case; `run` is the only way to call it. */
export function defineUseCase<
  L extends Level,
  const I extends z.ZodRawShape,
  O extends z.ZodType,
  S = undefined,
  P = undefined,
>(definition: UseCaseDefinition<L, I, O, S, P>): UseCaseOf<L, I, O> {
  const idField = definition.level === 'workspace' ? 'workspaceId' : 'tenantId'
  const inputSchema = z.object({ ...definition.input, [idField]: idSchema })
  const { http, role } = definition
  const changes = definition.audit !== undefined || (http !== undefined && http.method !== 'GET')
  const keyScope = keyScopeOf({ role, changes })
  const needs = { role, keyScope }
  return {
    id: definition.id,
    level: definition.level,
    role,
    keyScope,
    http,
    inputSchema: inputSchema as unknown as z.ZodType<z.infer<z.ZodObject<I>> & IdAt<L>>,
    outputSchema: definition.output as z.ZodType<z.output<O>>,
    ...(!changes &&
      !definition.prepare &&
      !definition.afterCommit && {
        async runWithin(scope: Scope, tx: Tx, rawInput: unknown) {
          const input = parseInput(inputSchema, rawInput) as z.infer<z.ZodObject<I>> & IdAt<L>
          const context: UseCaseContext<L, P> = {
            scope: assertMay(scope, needs) as ScopeAt<L>,
            tx,
            prepared: undefined as P,
          }
          const subject = (await definition.load?.(context, input)) as S
          definition.authorize?.(context, input, subject)
          return definition.output.parse(await definition.execute(context, input, subject)) as z.output<O>
        },
      }),
    async run(principal, rawInput, condition) {
      if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send an API key.')
      const input = parseInput(inputSchema, rawInput) as z.infer<z.ZodObject<I>> & IdAt<L>
      // Its own level's id alone: a tenant's use case may take a workspaceId for what it is about.
      const { workspaceId, tenantId } = input as unknown as { workspaceId: string; tenantId: string }
      const target = definition.level === 'workspace' ? { workspaceId } : { tenantId }
      let subject = undefined as S
      const transact = condition ? serializably : <T>(work: (options: TransactionOptions) => Promise<T>) => work({})
      const change = async (scope: ScopeAt<L>, tx: Tx, prepared: P) => {
        const context: UseCaseContext<L, P> = { scope, tx, prepared }
        if (condition?.reads.runWithin) condition.check(await condition.reads.runWithin(scope, tx, condition.input))
        if (definition.load) subject = await definition.load(context, input)
        definition.authorize?.(context, input, subject)
        const result = await definition.execute(context, input, subject)
        const entry = definition.audit?.(result, input, subject)
        if (entry) await appendAudit(tx, scope, entry)
        return result
      }
      const prepare = (definition.needsPrepare?.(input) ?? true) ? definition.prepare : undefined
      let scope: ScopeAt<L>
      let output: z.input<O>
      if (prepare) {
        scope = assertMay(await resolveScope(principal, target), needs) as ScopeAt<L>
        const prepared = await prepare(scope, input)
        const entered = scope
        output = await transact((options) => withScope(entered, (tx) => change(entered, tx, prepared), options))
      } else {
        ;[scope, output] = await transact((options) =>
          withPrincipal(
            principal,
            target,
            async (found, tx) => {
              const entered = assertMay(found, needs) as ScopeAt<L>
              return [entered, await change(entered, tx, undefined as P)] as const
            },
            options,
          ),
        )
      }
      const final = (await definition.afterCommit?.(scope, output, input, subject)) ?? output
      return definition.output.parse(final) as z.output<O>
    },
  }
}

/** What a condition has read stays as it is until the change is made, or all of it is done again. */
async function serializably<T>(work: (options: TransactionOptions) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work({ serializable: true })
    } catch (error) {
      if (!isWriteConflict(error)) throw error
      if (tries === CONDITIONAL_TRIES) {
        throw new AppError('unavailable', 'Others change the same right now. Try again in a moment.')
      }
    }
  }
}

/** @throws AppError `not_allowed` when the role is too low, or the API key was not given the scope */
function assertMay(scope: Scope, { role, keyScope }: { role: Role; keyScope: KeyScope }): Scope {
  if (!atLeast(scope.role, role)) {
    throw new AppError('not_allowed', `This needs the role "${role}" or higher; yours is "${scope.role}".`)
  }
  if (scope.keyScopes && !scope.keyScopes.includes(keyScope)) {
    throw new AppError('not_allowed', `This needs the scope "${keyScope}", which this API key does not have.`)
  }
  return scope
}

/** Parses what came over a border. @throws AppError `invalid_input` with a message for each field. */
export function parseInput<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const fieldErrors: Record<string, string[]> = {}
  for (const issue of result.error.issues) {
    const field = issue.path.join('.') || 'input'
    fieldErrors[field] = [...(fieldErrors[field] ?? []), issue.message]
  }
  const [field, messages] = Object.entries(fieldErrors)[0] ?? ['input', ['is not valid']]
  throw new AppError('invalid_input', `${field}: ${messages[0]}`, { fieldErrors })
}
