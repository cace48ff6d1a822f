import { notFound, redirect } from 'next/navigation'
import type { UseCase } from '#lib/access/define-use-case.ts'
import type { Page } from '#lib/access/page.ts'
import { AppError } from '#lib/errors.ts'
import { currentPrincipal } from './current-user.ts'

/** Runs a use case for a page: what is absent shows the not-found page, and whoever is not signed in signs in. */
export async function loadForPage<I, O>(useCase: UseCase<I, O>, input: I): Promise<O> {
  try {
    return await useCase.run(await currentPrincipal(), input)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // An address with a malformed id names nothing either.
    if (error.code === 'not_found' || error.code === 'invalid_input') notFound()
    if (error.code === 'unauthenticated') redirect('/sign-in')
    throw error
  }
}

const MOST_PAGES = 10

/** All of a list, for what cannot be shown a page at a time, up to 2,000 entries. */
export async function loadAllForPage<I, T>(
  useCase: UseCase<I & { cursor?: string; limit: number }, Page<T>>,
  input: I,
): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { items, nextCursor } = await loadForPage(useCase, { ...input, cursor, limit: 200 })
    all.push(...items)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return all
}
