import pg from 'pg'

/** How a statement begins whose answer nobody reads: it travels together with the one behind it. */
const SENT_ALONG = /^(BEGIN$|\/\* sent along \*\/)/

const NO_ROWS = { command: '', rowCount: 0, rows: [], fields: [], oid: 0 }

/**
 * A connection that does not wait for answers which nobody reads: one round trip less for each BEGIN, for setting the
 * scope, for an audit row. Needs `pipeline: true`.
 *
 * A statement that fails unheard takes its transaction with it: PostgreSQL refuses all that follows, and answers COMMIT
 * by rolling back without an error, which is made one here. Should BEGIN itself fail, then so does the connection;
 * outside of a transaction no scope could be set, so that row-level security would show no row.
 */
export class EagerClient extends pg.Client {
  private unheard: Error | null = null

  // biome-ignore lint/suspicious/noExplicitAny: pg's eight overloads, passed on as they are
  override query(...args: any[]): any {
    const answer = super.query(...(args as [string]))
    const text: unknown = args[0]?.text
    if (typeof text !== 'string') return answer
    if (SENT_ALONG.test(text)) {
      answer.catch((error: Error) => {
        this.unheard ??= error
      })
      return Promise.resolve(NO_ROWS)
    }
    if (text === 'COMMIT') return answer.then((result: pg.QueryResult) => this.assertCommitted(result))
    if (text !== 'ROLLBACK') return answer
    return answer.finally(() => {
      this.unheard = null
    })
  }

  private assertCommitted<R extends pg.QueryResult>(result: R): R {
    const cause = this.unheard
    this.unheard = null
    if (result.command === 'COMMIT') return result
    throw new Error('The transaction was rolled back: one of its statements had failed.', { cause })
  }
}
