/** Runs operations under the same key one after the other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  take<T>(key: string, operation: () => Promise<T>): Promise<T> {
    const previous = this.#last.get(key) ?? Promise.resolve()
    const turn = previous.then(operation, operation)
    this.#last.set(key, turn)
    const forget = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key)
    }
    turn.then(forget, forget)
    return turn
  }
}
