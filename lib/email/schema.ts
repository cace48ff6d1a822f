import { z } from 'zod'

/** The languages that letters are written in. */
export const emailLanguage = z.enum(['en', 'de'])
export type EmailLanguage = z.output<typeof emailLanguage>

/**
 * Why a letter did not leave. `address_refused`: the server does not take it for this recipient; `credentials_refused`:
 * it does not take our sign-in; `unreachable`: no server answered in time; `refused`: anything else that it said no to.
 */
export const emailProblem = z.enum(['address_refused', 'credentials_refused', 'unreachable', 'refused'])
export type EmailProblem = z.output<typeof emailProblem>
