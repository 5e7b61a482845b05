/** What `npm run local -- run` prints for people: data in, text out. */
export { renderPage } from './html/page';
export type { PageData } from './html/page-data';
export { type NotificationRow, renderNotifications } from './notifications';
export { renderOutputs } from './outputs';
export type { RenderOptions } from './palette';
export { type ProgressLine, renderProgressLine } from './progress';
export { type ResourceRow, renderResources } from './resources';
export { type RunRow, renderRuns } from './runs';
export { renderTasks, type TaskRow } from './tasks';
export { clockTime, type Moment } from './time';
