import type { Extract, Pack } from 'tar-stream'

/** What `tar-stream` is written to: an archive that is read, or an entry of one that is made. */
type Sink = Extract | ReturnType<Pack['entry']>

/**
 * Writes a source into a sink of `tar-stream`, to its end. Node's own `pipeline` misreads the state of these streams and
 * can wait for ever. A sink that is destroyed ends the source, and an error of the source destroys the sink.
 */
export async function pour(source: AsyncIterable<Uint8Array>, sink: Sink): Promise<void> {
  const gone = Promise.withResolvers<never>()
  gone.promise.catch(() => {})
  sink.once('error', gone.reject)
  sink.once('close', () => gone.reject(new Error('The archive was closed before its end.')))
  try {
    for await (const chunk of source) {
      if (sink.write(chunk)) continue
      const drained = new Promise<void>((resolve) => sink.once('drain', resolve))
      await Promise.race([drained, gone.promise])
    }
    const finished = new Promise<void>((resolve) => sink.once('finish', resolve))
    sink.end(undefined)
    await Promise.race([finished, gone.promise])
  } catch (error) {
    sink.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
