import { ModelProblem } from './problem.ts'

/** Calls of one run at the same time. */
const MAX_AT_ONCE = 4
/** What is set aside for an answer whose length nobody bounded. */
const USUAL_OUTPUT_TOKENS = 16_000

export interface Reservation {
  /** The most that may be answered; undefined: what the model gives. */
  maxOutputTokens: number | undefined
  /** Once, with what was really used. */
  settle(tokens: number): void
}

/** What code of one run may still use: set aside before each call, settled after it, so that calls at once share one budget. */
export class Allowance {
  #usedTokens: number
  #reservedTokens = 0
  #open = 0

  constructor(usedTokens: number) {
    this.#usedTokens = usedTokens
  }

  /** @throws ModelProblem 429 */
  reserve(budgetTokens: number, inputTokens: number, askedOutput: number | undefined): Reservation {
    if (this.#open >= MAX_AT_ONCE) {
      throw new ModelProblem(429, 'too_many_requests', `A run makes at most ${MAX_AT_ONCE} model calls at once.`, 1000)
    }
    const left = budgetTokens - this.#usedTokens - this.#reservedTokens - inputTokens
    if (left < 1) {
      const used = this.#usedTokens + this.#reservedTokens
      throw new ModelProblem(
        429,
        'insufficient_quota',
        `The budget for models of this run is reached: code may use ${budgetTokens} tokens in one run, ${used} are used or set aside, and this request needs about ${inputTokens} more. Somebody can raise it in the settings of the agent.`,
      )
    }
    const maxOutputTokens =
      askedOutput === undefined ? (left < USUAL_OUTPUT_TOKENS ? left : undefined) : Math.min(askedOutput, left)
    const reserved = inputTokens + (maxOutputTokens ?? USUAL_OUTPUT_TOKENS)
    this.#reservedTokens += reserved
    this.#open++
    return {
      maxOutputTokens,
      settle: (tokens) => {
        this.#reservedTokens -= reserved
        this.#usedTokens += tokens
        this.#open--
      },
    }
  }
}
