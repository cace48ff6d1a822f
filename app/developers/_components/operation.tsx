import { getTranslations } from 'next-intl/server'
import type { ReferenceOperation } from '#app/_server/openapi/reference.ts'
import { Words } from './words.tsx'

interface OperationProps {
  operation: ReferenceOperation
  origin: string
  isOpen: boolean
}

/** One operation of the public API, with what it takes, what it answers, and how to call it. */
export async function Operation({ operation, origin, isOpen }: OperationProps) {
  const t = await getTranslations('api.reference')
  const { id, method, path, summary, description, parameters, answers, errors } = operation
  return (
    <details id={id} open={isOpen} className="group border-b last:border-b-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover">
        <span className="w-14 shrink-0 font-mono font-semibold text-xs">{method}</span>
        <span className="min-w-0 break-all font-mono text-sm">{path}</span>
        <span className="text-muted-foreground text-sm">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 px-4 pt-1 pb-5">
        <p>
          <Words text={description} />
        </p>
        {parameters.length > 0 && (
          <div className="overflow-x-auto">
            <table className="w-full text-left text-sm">
              <thead>
                <tr className="border-b text-muted-foreground">
                  <th className="py-1.5 pr-4 font-medium">{t('parameter')}</th>
                  <th className="py-1.5 pr-4 font-medium">{t('place')}</th>
                  <th className="py-1.5 font-medium">{t('type')}</th>
                </tr>
              </thead>
              <tbody>
                {parameters.map((parameter) => (
                  <tr key={`${parameter.in} ${parameter.name}`} className="border-b align-top last:border-b-0">
                    <td className="py-1.5 pr-4 font-mono">
                      {parameter.name}
                      {parameter.required && <span className="text-muted-foreground"> {t('required')}</span>}
                    </td>
                    <td className="py-1.5 pr-4">{parameter.in}</td>
                    <td className="py-1.5">
                      {parameter.type}
                      {parameter.description && (
                        <span className="text-muted-foreground">
                          {' · '}
                          <Words text={parameter.description} />
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <Example title={t('call')} text={curlOf(operation, origin)} />
        {answers.map(({ status, example }) => (
          <Example
            key={status}
            title={t('answer', { status })}
            text={example === undefined ? '' : JSON.stringify(example, null, 2)}
          />
        ))}
        <p className="text-muted-foreground text-sm">{t('errors', { statuses: errors.join(', ') })}</p>
      </div>
    </details>
  )
}

function Example({ title, text }: { title: string; text: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="font-medium text-sm">{title}</h3>
      {text !== '' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        <pre tabIndex={0} className="max-h-80 overflow-auto rounded-lg border bg-raised p-3 font-mono text-xs">
          {text}
        </pre>
      )}
    </div>
  )
}

/** A call that can be copied into a shell. */
function curlOf({ method, path, parameters, body, isBytes }: ReferenceOperation, origin: string): string {
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required)
  const query = needed.map(({ name }) => `${name}={${name}}`).join('&')
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${origin}/api/v1${path}${query ? `?${query}` : ''}'`,
    `  -H "Authorization: Bearer $CREWHOUSE_KEY"`,
  ]
  if (isBytes) lines.push('  --data-binary @file')
  if (body !== undefined) {
    lines.push(`  -H 'content-type: application/json'`)
    lines.push(`  -d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`)
  }
  return lines.join(' \\\n')
}
