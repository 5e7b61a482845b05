// A page that learns from clicks. Needs both SDK clients, CAMPAIGN_ARN and TRACKING_ID. See application.md.
import { PersonalizeEventsClient, PutEventsCommand } from '@aws-sdk/client-personalize-events';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';

const { CAMPAIGN_ARN: campaignArn, TRACKING_ID: trackingId } = process.env;
const runtime = new PersonalizeRuntimeClient({});
const events = new PersonalizeEventsClient({});

async function page(userId) {
  const answer = await runtime.send(new GetRecommendationsCommand({ campaignArn, userId, numResults: 10 }));
  return { recommendationId: answer.recommendationId, items: answer.itemList.map(({ itemId }) => itemId) };
}

async function click(userId, itemId, recommendationId) {
  const event = { eventType: 'click', eventValue: 1, itemId, sentAt: new Date(), recommendationId };
  await events.send(new PutEventsCommand({ trackingId, userId, sessionId: `visit-of-${userId}`, eventList: [event] }));
}

const { recommendationId, items } = await page('new-user');
await click('new-user', items[5], recommendationId);
console.log(items.join(' '));
console.log((await page('new-user')).items.join(' '));
