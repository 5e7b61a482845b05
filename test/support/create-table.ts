/** Input of CreateTable for an empty table with the keys of the deployed record table. */
export const CREATE_TABLE = {
  TableName: 'record',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'datasetGroup', AttributeType: 'S' },
    { AttributeName: 'item', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'datasetGroup', KeyType: 'HASH' },
    { AttributeName: 'item', KeyType: 'RANGE' },
  ],
};
