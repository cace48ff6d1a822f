import { getLocale } from 'next-intl/server'
import type { UseCase } from '#lib/access/define-use-case.ts'
import { currentPrincipal } from './current-user.ts'
import { inLanguage } from './refusal-words.ts'
import { failureOf, type Result } from './result.ts'

/** Runs a use case for a server action. Next.js itself has compared the request's origin with the host. */
export async function runAction<I, O>(useCase: UseCase<I, O>, input: unknown): Promise<Result<O>> {
  return resultOf(useCase.id, async () => useCase.run(await currentPrincipal(), input))
}

/** The same for what comes before any scope, such as signing up. */
export async function resultOf<T>(where: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    return { ok: false, error: inLanguage(await getLocale(), failureOf(error, where)) }
  }
}
