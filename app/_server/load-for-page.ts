import { notFound, redirect } from 'next/navigation'
import type { UseCase } from '#lib/access/define-use-case.ts'
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
