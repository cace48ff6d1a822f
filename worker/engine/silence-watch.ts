import { env } from '#lib/env.ts'
import { ModelError } from './models/model.ts'

/** Ends a model call that hangs: one in which the provider has sent nothing for too long. */
export class SilenceWatch {
  readonly #hung = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor(model: string, step: number) {
    const seconds = env().CREWHOUSE_MODEL_SILENCE_SECONDS
    this.#timer = setTimeout(() => {
      const words = `${model} sent nothing for ${seconds} seconds in step ${step + 1}; the call was ended.`
      this.#hung.abort(new ModelError('silent', words))
    }, seconds * 1000)
  }

  get signal(): AbortSignal {
    return this.#hung.signal
  }

  noteSign(): void {
    this.#timer.refresh()
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
