import { Compass } from 'lucide-react'
import Link from 'next/link'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFoundInWorkspace() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={Compass}
        title="There is nothing here"
        description="It may have been removed, or be private to a colleague."
        action={
          <Button asChild variant="primary">
            <Link href="/">Go to your workspace</Link>
          </Button>
        }
      />
    </>
  )
}
