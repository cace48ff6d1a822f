'use client'

/** When even the root layout fails: no styles, no components, only words and a way on. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '4rem', textAlign: 'center' }}>
        <h1>Crewhouse could not be shown</h1>
        <p>Nothing you made is lost. Try again in a moment.</p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  )
}
