"use strict";
exports.matchesSchema = validate52;
const schema19 = {"type":"object","properties":{"$schema":{"type":"string"},"tags":{"$ref":"#/$defs/Tags"},"datasetGroup":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetGroupRequest"},"workflowConfig":{"type":"object","properties":{"schedules":{"type":"object","properties":{"import":{"$ref":"#/$defs/Schedule"}},"additionalProperties":false},"maxAge":{"$ref":"#/$defs/Duration"}},"additionalProperties":false}},"required":["serviceConfig"],"additionalProperties":false},"datasets":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetImportJobRequest"},"interactions":{"type":"object","properties":{"dataset":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetRequest"}},"required":["serviceConfig"],"additionalProperties":false},"schema":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSchemaRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"required":["dataset","schema"],"additionalProperties":false},"items":{"type":"object","properties":{"dataset":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetRequest"}},"required":["serviceConfig"],"additionalProperties":false},"schema":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSchemaRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"required":["dataset","schema"],"additionalProperties":false},"users":{"type":"object","properties":{"dataset":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetRequest"}},"required":["serviceConfig"],"additionalProperties":false},"schema":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSchemaRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"required":["dataset","schema"],"additionalProperties":false},"actions":{"type":"object","properties":{"dataset":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetRequest"}},"required":["serviceConfig"],"additionalProperties":false},"schema":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSchemaRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"required":["dataset","schema"],"additionalProperties":false},"actionInteractions":{"type":"object","properties":{"dataset":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateDatasetRequest"}},"required":["serviceConfig"],"additionalProperties":false},"schema":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSchemaRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"required":["dataset","schema"],"additionalProperties":false}},"additionalProperties":false},"eventTracker":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateEventTrackerRequest"}},"required":["serviceConfig"],"additionalProperties":false},"filters":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateFilterRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"recommenders":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateRecommenderRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"solutions":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateSolutionRequest"},"workflowConfig":{"type":"object","properties":{"schedules":{"type":"object","properties":{"full":{"$ref":"#/$defs/Schedule"},"update":{"$ref":"#/$defs/Schedule"},"maxAge":{"$ref":"#/$defs/Duration"}},"additionalProperties":false},"maxAge":{"$ref":"#/$defs/Duration"}},"additionalProperties":false},"campaigns":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateCampaignRequest"}},"required":["serviceConfig"],"additionalProperties":false}},"batchInferenceJobs":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateBatchInferenceJobRequest"},"workflowConfig":{"type":"object","properties":{"schedule":{"$ref":"#/$defs/Schedule"},"maxAge":{"$ref":"#/$defs/Duration"}},"additionalProperties":false}},"required":["serviceConfig"],"additionalProperties":false}},"batchSegmentJobs":{"type":"array","items":{"type":"object","properties":{"serviceConfig":{"$ref":"#/$defs/CreateBatchSegmentJobRequest"},"workflowConfig":{"type":"object","properties":{"schedule":{"$ref":"#/$defs/Schedule"},"maxAge":{"$ref":"#/$defs/Duration"}},"additionalProperties":false}},"required":["serviceConfig"],"additionalProperties":false}}},"required":["serviceConfig"],"additionalProperties":false}}},"required":["datasetGroup"],"additionalProperties":false,"$defs":{"Arn":{"type":"string","maxLength":256,"pattern":"^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$"},"ArnList":{"type":"array","items":{"$ref":"#/$defs/Arn"},"maxItems":100},"AutoMLConfig":{"type":"object","properties":{"metricName":{"$ref":"#/$defs/MetricName"},"recipeList":{"$ref":"#/$defs/ArnList"}},"additionalProperties":false},"AutoTrainingConfig":{"type":"object","properties":{"schedulingExpression":{"$ref":"#/$defs/SchedulingExpression"}},"additionalProperties":false},"AvroRecord":{"type":["object","string"],"maxLength":20000,"properties":{"type":{},"name":{},"namespace":{},"fields":{},"version":{}}},"BatchInferenceJobConfig":{"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"rankingInfluence":{"$ref":"#/$defs/RankingInfluence"}},"additionalProperties":false},"BatchInferenceJobMode":{"type":"string","enum":["BATCH_INFERENCE","THEME_GENERATION"]},"Boolean":{"type":"boolean"},"CampaignConfig":{"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"enableMetadataWithRecommendations":{"$ref":"#/$defs/Boolean"},"syncWithLatestSolutionVersion":{"$ref":"#/$defs/Boolean"},"rankingInfluence":{"$ref":"#/$defs/RankingInfluence"}},"additionalProperties":false},"CategoricalHyperParameterRange":{"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"values":{"$ref":"#/$defs/CategoricalValues"}},"additionalProperties":false},"CategoricalHyperParameterRanges":{"type":"array","items":{"$ref":"#/$defs/CategoricalHyperParameterRange"},"maxItems":100},"CategoricalValue":{"type":"string","maxLength":1000},"CategoricalValues":{"type":"array","items":{"$ref":"#/$defs/CategoricalValue"},"maxItems":100},"ColumnName":{"type":"string","maxLength":150,"pattern":"^(?:[A-Za-z_][A-Za-z\\d_]*)$"},"ColumnNamesList":{"type":"array","items":{"$ref":"#/$defs/ColumnName"},"maxItems":50},"ContinuousHyperParameterRange":{"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"minValue":{"$ref":"#/$defs/ContinuousMinValue"},"maxValue":{"$ref":"#/$defs/ContinuousMaxValue"}},"additionalProperties":false},"ContinuousHyperParameterRanges":{"type":"array","items":{"$ref":"#/$defs/ContinuousHyperParameterRange"},"maxItems":100},"ContinuousMaxValue":{"type":"number","minimum":-1000000},"ContinuousMinValue":{"type":"number","minimum":-1000000},"CreateBatchInferenceJobRequest":{"type":"object","properties":{"filterArn":{"$ref":"#/$defs/Arn"},"numResults":{"$ref":"#/$defs/NumBatchResults"},"batchInferenceJobConfig":{"$ref":"#/$defs/BatchInferenceJobConfig"},"tags":{"$ref":"#/$defs/Tags"},"batchInferenceJobMode":{"$ref":"#/$defs/BatchInferenceJobMode"},"themeGenerationConfig":{"$ref":"#/$defs/ThemeGenerationConfig"}},"additionalProperties":false},"CreateBatchSegmentJobRequest":{"type":"object","properties":{"filterArn":{"$ref":"#/$defs/Arn"},"numResults":{"$ref":"#/$defs/NumBatchResults"},"tags":{"$ref":"#/$defs/Tags"}},"additionalProperties":false},"CreateCampaignRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"minProvisionedTPS":{"$ref":"#/$defs/TransactionsPerSecond"},"campaignConfig":{"$ref":"#/$defs/CampaignConfig"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false},"CreateDatasetGroupRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"roleArn":{"$ref":"#/$defs/RoleArn"},"kmsKeyArn":{"$ref":"#/$defs/KmsKeyArn"},"domain":{"$ref":"#/$defs/Domain"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false},"CreateDatasetImportJobRequest":{"type":"object","properties":{"tags":{"$ref":"#/$defs/Tags"},"importMode":{"$ref":"#/$defs/ImportMode"},"publishAttributionMetricsToS3":{"$ref":"#/$defs/Boolean"}},"additionalProperties":false},"CreateDatasetRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false},"CreateEventTrackerRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false},"CreateFilterRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"filterExpression":{"$ref":"#/$defs/FilterExpression"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name","filterExpression"],"additionalProperties":false},"CreateRecommenderRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"recipeArn":{"$ref":"#/$defs/Arn"},"recommenderConfig":{"$ref":"#/$defs/RecommenderConfig"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name","recipeArn"],"additionalProperties":false},"CreateSchemaRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"domain":{"$ref":"#/$defs/Domain"},"schema":{"$ref":"#/$defs/AvroRecord"}},"required":["name","schema"],"additionalProperties":false},"CreateSolutionRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"performHPO":{"$ref":"#/$defs/Boolean"},"performAutoML":{"$ref":"#/$defs/PerformAutoML"},"performAutoTraining":{"$ref":"#/$defs/PerformAutoTraining"},"performIncrementalUpdate":{"$ref":"#/$defs/PerformIncrementalUpdate"},"recipeArn":{"$ref":"#/$defs/Arn"},"eventType":{"$ref":"#/$defs/EventType"},"solutionConfig":{"$ref":"#/$defs/SolutionConfig"},"tags":{"$ref":"#/$defs/Tags"},"solutionVersion":{"$ref":"#/$defs/CreateSolutionVersionRequest"}},"required":["name","recipeArn"],"additionalProperties":false},"CreateSolutionVersionRequest":{"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"trainingMode":{"$ref":"#/$defs/TrainingMode"},"tags":{"$ref":"#/$defs/Tags"}},"additionalProperties":false},"Domain":{"type":"string","enum":["ECOMMERCE","VIDEO_ON_DEMAND"]},"Duration":{"type":"string"},"EventParameters":{"type":"object","properties":{"eventType":{"$ref":"#/$defs/EventType"},"eventValueThreshold":{"$ref":"#/$defs/EventTypeThresholdValue"},"weight":{"$ref":"#/$defs/EventTypeWeight"}},"additionalProperties":false},"EventParametersList":{"type":"array","items":{"$ref":"#/$defs/EventParameters"},"maxItems":10},"EventType":{"type":"string","maxLength":256},"EventTypeThresholdValue":{"type":"number"},"EventTypeWeight":{"type":"number","minimum":0,"maximum":1},"EventValueThreshold":{"type":"string","maxLength":256},"EventsConfig":{"type":"object","properties":{"eventParametersList":{"$ref":"#/$defs/EventParametersList"}},"additionalProperties":false},"ExcludedDatasetColumns":{"type":"object","propertyNames":{"type":"string","maxLength":256,"pattern":"^(?:^[A-Za-z_]+$)$"},"additionalProperties":{"$ref":"#/$defs/ColumnNamesList"},"maxProperties":3},"FeatureTransformationParameters":{"type":"object","propertyNames":{"type":"string","maxLength":256},"additionalProperties":{"$ref":"#/$defs/ParameterValue"},"maxProperties":100},"FieldsForThemeGeneration":{"type":"object","properties":{"itemName":{"$ref":"#/$defs/ColumnName"}},"required":["itemName"],"additionalProperties":false},"FilterExpression":{"type":"string","minLength":1,"maxLength":2500},"HPOConfig":{"type":"object","properties":{"hpoObjective":{"$ref":"#/$defs/HPOObjective"},"hpoResourceConfig":{"$ref":"#/$defs/HPOResourceConfig"},"algorithmHyperParameterRanges":{"$ref":"#/$defs/HyperParameterRanges"}},"additionalProperties":false},"HPOObjective":{"type":"object","properties":{"type":{"$ref":"#/$defs/HPOObjectiveType"},"metricName":{"$ref":"#/$defs/MetricName"},"metricRegex":{"$ref":"#/$defs/MetricRegex"}},"additionalProperties":false},"HPOObjectiveType":{"type":"string","maxLength":256},"HPOResource":{"type":"string","maxLength":256},"HPOResourceConfig":{"type":"object","properties":{"maxNumberOfTrainingJobs":{"$ref":"#/$defs/HPOResource"},"maxParallelTrainingJobs":{"$ref":"#/$defs/HPOResource"}},"additionalProperties":false},"HyperParameterRanges":{"type":"object","properties":{"integerHyperParameterRanges":{"$ref":"#/$defs/IntegerHyperParameterRanges"},"continuousHyperParameterRanges":{"$ref":"#/$defs/ContinuousHyperParameterRanges"},"categoricalHyperParameterRanges":{"$ref":"#/$defs/CategoricalHyperParameterRanges"}},"additionalProperties":false},"HyperParameters":{"type":"object","propertyNames":{"type":"string","maxLength":256},"additionalProperties":{"$ref":"#/$defs/ParameterValue"},"maxProperties":100},"ImportMode":{"type":"string","enum":["FULL","INCREMENTAL"]},"IncludedDatasetColumns":{"type":"object","propertyNames":{"type":"string","maxLength":256,"pattern":"^(?:^[A-Za-z_]+$)$"},"additionalProperties":{"$ref":"#/$defs/ColumnNamesList"},"maxProperties":3},"IntegerHyperParameterRange":{"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"minValue":{"$ref":"#/$defs/IntegerMinValue"},"maxValue":{"$ref":"#/$defs/IntegerMaxValue"}},"additionalProperties":false},"IntegerHyperParameterRanges":{"type":"array","items":{"$ref":"#/$defs/IntegerHyperParameterRange"},"maxItems":100},"IntegerMaxValue":{"type":"integer","maximum":1000000},"IntegerMinValue":{"type":"integer","minimum":-1000000},"ItemAttribute":{"type":"string","minLength":1,"maxLength":150},"KmsKeyArn":{"type":"string","maxLength":2048,"pattern":"^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$"},"MetricName":{"type":"string","maxLength":256},"MetricRegex":{"type":"string","maxLength":256},"Name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$"},"NumBatchResults":{"type":"integer"},"ObjectiveSensitivity":{"type":"string","enum":["LOW","MEDIUM","HIGH","OFF"]},"OptimizationObjective":{"type":"object","properties":{"itemAttribute":{"$ref":"#/$defs/ItemAttribute"},"objectiveSensitivity":{"$ref":"#/$defs/ObjectiveSensitivity"}},"additionalProperties":false},"ParameterName":{"type":"string","maxLength":256},"ParameterValue":{"type":"string","maxLength":1000},"PerformAutoML":{"type":"boolean"},"PerformAutoTraining":{"type":"boolean"},"PerformIncrementalUpdate":{"type":"boolean"},"RankingInfluence":{"type":"object","propertyNames":{"type":"string","enum":["POPULARITY","FRESHNESS"]},"additionalProperties":{"$ref":"#/$defs/RankingInfluenceWeight"}},"RankingInfluenceWeight":{"type":"number","minimum":0,"maximum":1},"RecommenderConfig":{"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"minRecommendationRequestsPerSecond":{"$ref":"#/$defs/TransactionsPerSecond"},"trainingDataConfig":{"$ref":"#/$defs/TrainingDataConfig"},"enableMetadataWithRecommendations":{"$ref":"#/$defs/Boolean"}},"additionalProperties":false},"RoleArn":{"type":"string","maxLength":256,"pattern":"^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$"},"Schedule":{"type":["string","object"],"properties":{"expression":{"type":"string"},"timezone":{"type":"string"},"flexibleTimeWindowMinutes":{"type":"integer","minimum":1,"maximum":1440}},"required":["expression"],"additionalProperties":false},"SchedulingExpression":{"type":"string","minLength":1,"maxLength":16,"pattern":"^(?:rate\\(\\d+ days?\\))$"},"SolutionConfig":{"type":"object","properties":{"eventValueThreshold":{"$ref":"#/$defs/EventValueThreshold"},"hpoConfig":{"$ref":"#/$defs/HPOConfig"},"algorithmHyperParameters":{"$ref":"#/$defs/HyperParameters"},"featureTransformationParameters":{"$ref":"#/$defs/FeatureTransformationParameters"},"autoMLConfig":{"$ref":"#/$defs/AutoMLConfig"},"eventsConfig":{"$ref":"#/$defs/EventsConfig"},"optimizationObjective":{"$ref":"#/$defs/OptimizationObjective"},"trainingDataConfig":{"$ref":"#/$defs/TrainingDataConfig"},"autoTrainingConfig":{"$ref":"#/$defs/AutoTrainingConfig"}},"additionalProperties":false},"Tag":{"type":"object","properties":{"tagKey":{"$ref":"#/$defs/TagKey"},"tagValue":{"$ref":"#/$defs/TagValue"}},"required":["tagKey","tagValue"],"additionalProperties":false},"TagKey":{"type":"string","minLength":1,"maxLength":128,"pattern":"^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"},"TagValue":{"type":"string","minLength":0,"maxLength":256,"pattern":"^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"},"Tags":{"type":"array","items":{"$ref":"#/$defs/Tag"},"minItems":0,"maxItems":50},"ThemeGenerationConfig":{"type":"object","properties":{"fieldsForThemeGeneration":{"$ref":"#/$defs/FieldsForThemeGeneration"}},"required":["fieldsForThemeGeneration"],"additionalProperties":false},"TrainingDataConfig":{"type":"object","properties":{"excludedDatasetColumns":{"$ref":"#/$defs/ExcludedDatasetColumns"},"includedDatasetColumns":{"$ref":"#/$defs/IncludedDatasetColumns"}},"additionalProperties":false},"TrainingMode":{"type":"string","enum":["FULL","UPDATE","AUTOTRAIN"]},"TransactionsPerSecond":{"type":"integer","minimum":1}}};
const schema20 = {"type":"array","items":{"$ref":"#/$defs/Tag"},"minItems":0,"maxItems":50};
const schema21 = {"type":"object","properties":{"tagKey":{"$ref":"#/$defs/TagKey"},"tagValue":{"$ref":"#/$defs/TagValue"}},"required":["tagKey","tagValue"],"additionalProperties":false};
const schema22 = {"type":"string","minLength":1,"maxLength":128,"pattern":"^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"};
const func1 = require("ajv/dist/runtime/ucs2length").default;
const pattern3 = new RegExp("^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$", "u");

function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate55.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 128){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 128}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern3.test(data)){
const err2 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}
validate55.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema23 = {"type":"string","minLength":0,"maxLength":256,"pattern":"^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"};

function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate57.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 0){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern3.test(data)){
const err2 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate57.errors = vErrors;
return errors === 0;
}
validate57.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate54.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.tagKey === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tagKey"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.tagValue === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tagValue"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "tagKey") || (key0 === "tagValue"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.tagKey !== undefined){
if(!(validate55(data.tagKey, {instancePath:instancePath+"/tagKey",parentData:data,parentDataProperty:"tagKey",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate55.errors);
errors = vErrors.length;
}
}
if(data.tagValue !== undefined){
if(!(validate57(data.tagValue, {instancePath:instancePath+"/tagValue",parentData:data,parentDataProperty:"tagValue",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate57.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate54.errors = vErrors;
return errors === 0;
}
validate54.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate53.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 50){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.length < 0){
const err1 = {instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate54(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate54.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate53.errors = vErrors;
return errors === 0;
}
validate53.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema24 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"roleArn":{"$ref":"#/$defs/RoleArn"},"kmsKeyArn":{"$ref":"#/$defs/KmsKeyArn"},"domain":{"$ref":"#/$defs/Domain"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false};
const schema25 = {"type":"string","minLength":1,"maxLength":63,"pattern":"^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$"};
const pattern5 = new RegExp("^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$", "u");

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate62.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 63){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern5.test(data)){
const err2 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}
validate62.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema26 = {"type":"string","maxLength":256,"pattern":"^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$"};
const pattern6 = new RegExp("^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$", "u");

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate64.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!pattern6.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate64.errors = vErrors;
return errors === 0;
}
validate64.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema27 = {"type":"string","maxLength":2048,"pattern":"^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$"};
const pattern7 = new RegExp("^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$", "u");

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate66.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 2048){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2048}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!pattern7.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}
validate66.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema28 = {"type":"string","enum":["ECOMMERCE","VIDEO_ON_DEMAND"]};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate68.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data === "ECOMMERCE") || (data === "VIDEO_ON_DEMAND"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema28.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate68.errors = vErrors;
return errors === 0;
}
validate68.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate61.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "roleArn")) || (key0 === "kmsKeyArn")) || (key0 === "domain")) || (key0 === "tags"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.roleArn !== undefined){
if(!(validate64(data.roleArn, {instancePath:instancePath+"/roleArn",parentData:data,parentDataProperty:"roleArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data.kmsKeyArn !== undefined){
if(!(validate66(data.kmsKeyArn, {instancePath:instancePath+"/kmsKeyArn",parentData:data,parentDataProperty:"kmsKeyArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data.domain !== undefined){
if(!(validate68(data.domain, {instancePath:instancePath+"/domain",parentData:data,parentDataProperty:"domain",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate61.errors = vErrors;
return errors === 0;
}
validate61.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema29 = {"type":["string","object"],"properties":{"expression":{"type":"string"},"timezone":{"type":"string"},"flexibleTimeWindowMinutes":{"type":"integer","minimum":1,"maximum":1440}},"required":["expression"],"additionalProperties":false};

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate72.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema29.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.expression === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "expression"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "expression") || (key0 === "timezone")) || (key0 === "flexibleTimeWindowMinutes"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.expression !== undefined){
if(typeof data.expression !== "string"){
const err3 = {instancePath:instancePath+"/expression",schemaPath:"#/properties/expression/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.timezone !== undefined){
if(typeof data.timezone !== "string"){
const err4 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.flexibleTimeWindowMinutes !== undefined){
let data2 = data.flexibleTimeWindowMinutes;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",schemaPath:"#/properties/flexibleTimeWindowMinutes/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1440 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",schemaPath:"#/properties/flexibleTimeWindowMinutes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1440}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",schemaPath:"#/properties/flexibleTimeWindowMinutes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
}
validate72.errors = vErrors;
return errors === 0;
}
validate72.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema30 = {"type":"string"};

function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate74.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate74.errors = vErrors;
return errors === 0;
}
validate74.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema31 = {"type":"object","properties":{"tags":{"$ref":"#/$defs/Tags"},"importMode":{"$ref":"#/$defs/ImportMode"},"publishAttributionMetricsToS3":{"$ref":"#/$defs/Boolean"}},"additionalProperties":false};
const schema32 = {"type":"string","enum":["FULL","INCREMENTAL"]};

function validate78(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate78.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data === "FULL") || (data === "INCREMENTAL"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema32.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate78.errors = vErrors;
return errors === 0;
}
validate78.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema33 = {"type":"boolean"};

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate80.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}
validate80.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate76.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "tags") || (key0 === "importMode")) || (key0 === "publishAttributionMetricsToS3"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
if(data.importMode !== undefined){
if(!(validate78(data.importMode, {instancePath:instancePath+"/importMode",parentData:data,parentDataProperty:"importMode",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate78.errors);
errors = vErrors.length;
}
}
if(data.publishAttributionMetricsToS3 !== undefined){
if(!(validate80(data.publishAttributionMetricsToS3, {instancePath:instancePath+"/publishAttributionMetricsToS3",parentData:data,parentDataProperty:"publishAttributionMetricsToS3",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate76.errors = vErrors;
return errors === 0;
}
validate76.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema34 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false};

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate83.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "tags"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate83.errors = vErrors;
return errors === 0;
}
validate83.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema35 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"domain":{"$ref":"#/$defs/Domain"},"schema":{"$ref":"#/$defs/AvroRecord"}},"required":["name","schema"],"additionalProperties":false};
const schema36 = {"type":["object","string"],"maxLength":20000,"properties":{"type":{},"name":{},"namespace":{},"fields":{},"version":{}}};

function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate90.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "string")){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema36.type}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(typeof data === "string"){
if(func1(data) > 20000){
const err1 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 20000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate90.errors = vErrors;
return errors === 0;
}
validate90.evaluated = {"props":{"type":true,"name":true,"namespace":true,"fields":true,"version":true},"dynamicProps":false,"dynamicItems":false};


function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate87.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.schema === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "domain")) || (key0 === "schema"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.domain !== undefined){
if(!(validate68(data.domain, {instancePath:instancePath+"/domain",parentData:data,parentDataProperty:"domain",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data.schema !== undefined){
if(!(validate90(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate90.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate87.errors = vErrors;
return errors === 0;
}
validate87.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema37 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false};

function validate101(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate101.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "tags"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate101.errors = vErrors;
return errors === 0;
}
validate101.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema38 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"filterExpression":{"$ref":"#/$defs/FilterExpression"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name","filterExpression"],"additionalProperties":false};
const schema39 = {"type":"string","minLength":1,"maxLength":2500};

function validate107(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate107.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 2500){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 2500}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate107.errors = vErrors;
return errors === 0;
}
validate107.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate105(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate105.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.filterExpression === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "filterExpression"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "filterExpression")) || (key0 === "tags"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.filterExpression !== undefined){
if(!(validate107(data.filterExpression, {instancePath:instancePath+"/filterExpression",parentData:data,parentDataProperty:"filterExpression",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate107.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate105.errors = vErrors;
return errors === 0;
}
validate105.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema40 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"recipeArn":{"$ref":"#/$defs/Arn"},"recommenderConfig":{"$ref":"#/$defs/RecommenderConfig"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name","recipeArn"],"additionalProperties":false};
const schema41 = {"type":"string","maxLength":256,"pattern":"^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$"};
const pattern8 = new RegExp("^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$", "u");

function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate113.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!pattern8.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate113.errors = vErrors;
return errors === 0;
}
validate113.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema42 = {"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"minRecommendationRequestsPerSecond":{"$ref":"#/$defs/TransactionsPerSecond"},"trainingDataConfig":{"$ref":"#/$defs/TrainingDataConfig"},"enableMetadataWithRecommendations":{"$ref":"#/$defs/Boolean"}},"additionalProperties":false};
const schema43 = {"type":"object","propertyNames":{"type":"string","maxLength":256},"additionalProperties":{"$ref":"#/$defs/ParameterValue"},"maxProperties":100};
const schema44 = {"type":"string","maxLength":1000};

function validate117(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate117.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 1000){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate117.errors = vErrors;
return errors === 0;
}
validate117.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate116(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate116.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 100){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 256){
const err1 = {instancePath,schemaPath:"#/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err3 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
for(const key1 in data){
if(!(validate117(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate117.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate116.errors = vErrors;
return errors === 0;
}
validate116.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema45 = {"type":"integer","minimum":1};

function validate120(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate120.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < 1 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate120.errors = vErrors;
return errors === 0;
}
validate120.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema46 = {"type":"object","properties":{"excludedDatasetColumns":{"$ref":"#/$defs/ExcludedDatasetColumns"},"includedDatasetColumns":{"$ref":"#/$defs/IncludedDatasetColumns"}},"additionalProperties":false};
const schema47 = {"type":"object","propertyNames":{"type":"string","maxLength":256,"pattern":"^(?:^[A-Za-z_]+$)$"},"additionalProperties":{"$ref":"#/$defs/ColumnNamesList"},"maxProperties":3};
const pattern9 = new RegExp("^(?:^[A-Za-z_]+$)$", "u");
const schema48 = {"type":"array","items":{"$ref":"#/$defs/ColumnName"},"maxItems":50};
const schema49 = {"type":"string","maxLength":150,"pattern":"^(?:[A-Za-z_][A-Za-z\\d_]*)$"};
const pattern10 = new RegExp("^(?:[A-Za-z_][A-Za-z\\d_]*)$", "u");

function validate125(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate125.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 150){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 150}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!pattern10.test(data)){
const err1 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:[A-Za-z_][A-Za-z\\d_]*)$"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate125.errors = vErrors;
return errors === 0;
}
validate125.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate124(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate124.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 50){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 50}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate125(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate125.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate124.errors = vErrors;
return errors === 0;
}
validate124.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate123(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate123.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 3){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 3}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 256){
const err1 = {instancePath,schemaPath:"#/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern9.test(key0)){
const err2 = {instancePath,schemaPath:"#/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?:^[A-Za-z_]+$)$"},propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err4 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
for(const key1 in data){
if(!(validate124(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate124.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate123.errors = vErrors;
return errors === 0;
}
validate123.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema50 = {"type":"object","propertyNames":{"type":"string","maxLength":256,"pattern":"^(?:^[A-Za-z_]+$)$"},"additionalProperties":{"$ref":"#/$defs/ColumnNamesList"},"maxProperties":3};

function validate129(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate129.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 3){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 3}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 256){
const err1 = {instancePath,schemaPath:"#/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern9.test(key0)){
const err2 = {instancePath,schemaPath:"#/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?:^[A-Za-z_]+$)$"},propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err4 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
for(const key1 in data){
if(!(validate124(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate124.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate129.errors = vErrors;
return errors === 0;
}
validate129.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate122(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate122.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "excludedDatasetColumns") || (key0 === "includedDatasetColumns"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.excludedDatasetColumns !== undefined){
if(!(validate123(data.excludedDatasetColumns, {instancePath:instancePath+"/excludedDatasetColumns",parentData:data,parentDataProperty:"excludedDatasetColumns",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate123.errors);
errors = vErrors.length;
}
}
if(data.includedDatasetColumns !== undefined){
if(!(validate129(data.includedDatasetColumns, {instancePath:instancePath+"/includedDatasetColumns",parentData:data,parentDataProperty:"includedDatasetColumns",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate129.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate122.errors = vErrors;
return errors === 0;
}
validate122.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate115(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate115.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "itemExplorationConfig") || (key0 === "minRecommendationRequestsPerSecond")) || (key0 === "trainingDataConfig")) || (key0 === "enableMetadataWithRecommendations"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate116(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.minRecommendationRequestsPerSecond !== undefined){
if(!(validate120(data.minRecommendationRequestsPerSecond, {instancePath:instancePath+"/minRecommendationRequestsPerSecond",parentData:data,parentDataProperty:"minRecommendationRequestsPerSecond",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate120.errors);
errors = vErrors.length;
}
}
if(data.trainingDataConfig !== undefined){
if(!(validate122(data.trainingDataConfig, {instancePath:instancePath+"/trainingDataConfig",parentData:data,parentDataProperty:"trainingDataConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate122.errors);
errors = vErrors.length;
}
}
if(data.enableMetadataWithRecommendations !== undefined){
if(!(validate80(data.enableMetadataWithRecommendations, {instancePath:instancePath+"/enableMetadataWithRecommendations",parentData:data,parentDataProperty:"enableMetadataWithRecommendations",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate115.errors = vErrors;
return errors === 0;
}
validate115.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate111(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate111.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.recipeArn === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "recipeArn"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "recipeArn")) || (key0 === "recommenderConfig")) || (key0 === "tags"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.recipeArn !== undefined){
if(!(validate113(data.recipeArn, {instancePath:instancePath+"/recipeArn",parentData:data,parentDataProperty:"recipeArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
if(data.recommenderConfig !== undefined){
if(!(validate115(data.recommenderConfig, {instancePath:instancePath+"/recommenderConfig",parentData:data,parentDataProperty:"recommenderConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate115.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate111.errors = vErrors;
return errors === 0;
}
validate111.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema51 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"performHPO":{"$ref":"#/$defs/Boolean"},"performAutoML":{"$ref":"#/$defs/PerformAutoML"},"performAutoTraining":{"$ref":"#/$defs/PerformAutoTraining"},"performIncrementalUpdate":{"$ref":"#/$defs/PerformIncrementalUpdate"},"recipeArn":{"$ref":"#/$defs/Arn"},"eventType":{"$ref":"#/$defs/EventType"},"solutionConfig":{"$ref":"#/$defs/SolutionConfig"},"tags":{"$ref":"#/$defs/Tags"},"solutionVersion":{"$ref":"#/$defs/CreateSolutionVersionRequest"}},"required":["name","recipeArn"],"additionalProperties":false};
const func18 = Object.prototype.hasOwnProperty;
const schema52 = {"type":"boolean"};

function validate140(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate140.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate140.errors = vErrors;
return errors === 0;
}
validate140.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema53 = {"type":"boolean"};

function validate142(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate142.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate142.errors = vErrors;
return errors === 0;
}
validate142.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema54 = {"type":"boolean"};

function validate144(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate144.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "boolean"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate144.errors = vErrors;
return errors === 0;
}
validate144.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema55 = {"type":"string","maxLength":256};

function validate147(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate147.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate147.errors = vErrors;
return errors === 0;
}
validate147.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema56 = {"type":"object","properties":{"eventValueThreshold":{"$ref":"#/$defs/EventValueThreshold"},"hpoConfig":{"$ref":"#/$defs/HPOConfig"},"algorithmHyperParameters":{"$ref":"#/$defs/HyperParameters"},"featureTransformationParameters":{"$ref":"#/$defs/FeatureTransformationParameters"},"autoMLConfig":{"$ref":"#/$defs/AutoMLConfig"},"eventsConfig":{"$ref":"#/$defs/EventsConfig"},"optimizationObjective":{"$ref":"#/$defs/OptimizationObjective"},"trainingDataConfig":{"$ref":"#/$defs/TrainingDataConfig"},"autoTrainingConfig":{"$ref":"#/$defs/AutoTrainingConfig"}},"additionalProperties":false};
const schema57 = {"type":"string","maxLength":256};

function validate150(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate150.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate150.errors = vErrors;
return errors === 0;
}
validate150.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema58 = {"type":"object","properties":{"hpoObjective":{"$ref":"#/$defs/HPOObjective"},"hpoResourceConfig":{"$ref":"#/$defs/HPOResourceConfig"},"algorithmHyperParameterRanges":{"$ref":"#/$defs/HyperParameterRanges"}},"additionalProperties":false};
const schema59 = {"type":"object","properties":{"type":{"$ref":"#/$defs/HPOObjectiveType"},"metricName":{"$ref":"#/$defs/MetricName"},"metricRegex":{"$ref":"#/$defs/MetricRegex"}},"additionalProperties":false};
const schema60 = {"type":"string","maxLength":256};

function validate154(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate154.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate154.errors = vErrors;
return errors === 0;
}
validate154.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema61 = {"type":"string","maxLength":256};

function validate156(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate156.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate156.errors = vErrors;
return errors === 0;
}
validate156.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema62 = {"type":"string","maxLength":256};

function validate158(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate158.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate158.errors = vErrors;
return errors === 0;
}
validate158.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate153(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate153.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "metricName")) || (key0 === "metricRegex"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.type !== undefined){
if(!(validate154(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate154.errors);
errors = vErrors.length;
}
}
if(data.metricName !== undefined){
if(!(validate156(data.metricName, {instancePath:instancePath+"/metricName",parentData:data,parentDataProperty:"metricName",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate156.errors);
errors = vErrors.length;
}
}
if(data.metricRegex !== undefined){
if(!(validate158(data.metricRegex, {instancePath:instancePath+"/metricRegex",parentData:data,parentDataProperty:"metricRegex",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate158.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate153.errors = vErrors;
return errors === 0;
}
validate153.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema63 = {"type":"object","properties":{"maxNumberOfTrainingJobs":{"$ref":"#/$defs/HPOResource"},"maxParallelTrainingJobs":{"$ref":"#/$defs/HPOResource"}},"additionalProperties":false};
const schema64 = {"type":"string","maxLength":256};

function validate162(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate162.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate162.errors = vErrors;
return errors === 0;
}
validate162.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate161(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate161.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "maxNumberOfTrainingJobs") || (key0 === "maxParallelTrainingJobs"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.maxNumberOfTrainingJobs !== undefined){
if(!(validate162(data.maxNumberOfTrainingJobs, {instancePath:instancePath+"/maxNumberOfTrainingJobs",parentData:data,parentDataProperty:"maxNumberOfTrainingJobs",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate162.errors);
errors = vErrors.length;
}
}
if(data.maxParallelTrainingJobs !== undefined){
if(!(validate162(data.maxParallelTrainingJobs, {instancePath:instancePath+"/maxParallelTrainingJobs",parentData:data,parentDataProperty:"maxParallelTrainingJobs",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate162.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate161.errors = vErrors;
return errors === 0;
}
validate161.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema65 = {"type":"object","properties":{"integerHyperParameterRanges":{"$ref":"#/$defs/IntegerHyperParameterRanges"},"continuousHyperParameterRanges":{"$ref":"#/$defs/ContinuousHyperParameterRanges"},"categoricalHyperParameterRanges":{"$ref":"#/$defs/CategoricalHyperParameterRanges"}},"additionalProperties":false};
const schema66 = {"type":"array","items":{"$ref":"#/$defs/IntegerHyperParameterRange"},"maxItems":100};
const schema67 = {"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"minValue":{"$ref":"#/$defs/IntegerMinValue"},"maxValue":{"$ref":"#/$defs/IntegerMaxValue"}},"additionalProperties":false};
const schema68 = {"type":"string","maxLength":256};

function validate169(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate169.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 256){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate169.errors = vErrors;
return errors === 0;
}
validate169.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema69 = {"type":"integer","minimum":-1000000};

function validate171(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate171.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate171.errors = vErrors;
return errors === 0;
}
validate171.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema70 = {"type":"integer","maximum":1000000};

function validate173(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate173.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 1000000 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
validate173.errors = vErrors;
return errors === 0;
}
validate173.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate168(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate168.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "minValue")) || (key0 === "maxValue"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate169(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate169.errors);
errors = vErrors.length;
}
}
if(data.minValue !== undefined){
if(!(validate171(data.minValue, {instancePath:instancePath+"/minValue",parentData:data,parentDataProperty:"minValue",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate171.errors);
errors = vErrors.length;
}
}
if(data.maxValue !== undefined){
if(!(validate173(data.maxValue, {instancePath:instancePath+"/maxValue",parentData:data,parentDataProperty:"maxValue",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate173.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate168.errors = vErrors;
return errors === 0;
}
validate168.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate167(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate167.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate168(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate168.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate167.errors = vErrors;
return errors === 0;
}
validate167.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema71 = {"type":"array","items":{"$ref":"#/$defs/ContinuousHyperParameterRange"},"maxItems":100};
const schema72 = {"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"minValue":{"$ref":"#/$defs/ContinuousMinValue"},"maxValue":{"$ref":"#/$defs/ContinuousMaxValue"}},"additionalProperties":false};
const schema73 = {"type":"number","minimum":-1000000};

function validate180(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate180.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate180.errors = vErrors;
return errors === 0;
}
validate180.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema74 = {"type":"number","minimum":-1000000};

function validate182(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate182.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate182.errors = vErrors;
return errors === 0;
}
validate182.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate178(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate178.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "minValue")) || (key0 === "maxValue"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate169(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate169.errors);
errors = vErrors.length;
}
}
if(data.minValue !== undefined){
if(!(validate180(data.minValue, {instancePath:instancePath+"/minValue",parentData:data,parentDataProperty:"minValue",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate180.errors);
errors = vErrors.length;
}
}
if(data.maxValue !== undefined){
if(!(validate182(data.maxValue, {instancePath:instancePath+"/maxValue",parentData:data,parentDataProperty:"maxValue",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate182.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate178.errors = vErrors;
return errors === 0;
}
validate178.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate177(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate177.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate178(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate178.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate177.errors = vErrors;
return errors === 0;
}
validate177.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

const schema75 = {"type":"array","items":{"$ref":"#/$defs/CategoricalHyperParameterRange"},"maxItems":100};
const schema76 = {"type":"object","properties":{"name":{"$ref":"#/$defs/ParameterName"},"values":{"$ref":"#/$defs/CategoricalValues"}},"additionalProperties":false};
const schema77 = {"type":"array","items":{"$ref":"#/$defs/CategoricalValue"},"maxItems":100};
const schema78 = {"type":"string","maxLength":1000};

function validate190(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate190.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 1000){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 1000}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate190.errors = vErrors;
return errors === 0;
}
validate190.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate189(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate189.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate190(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate190.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate189.errors = vErrors;
return errors === 0;
}
validate189.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate187(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate187.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "name") || (key0 === "values"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate169(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate169.errors);
errors = vErrors.length;
}
}
if(data.values !== undefined){
if(!(validate189(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate189.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate187.errors = vErrors;
return errors === 0;
}
validate187.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate186(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate186.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate187(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate187.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate186.errors = vErrors;
return errors === 0;
}
validate186.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate166(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate166.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "integerHyperParameterRanges") || (key0 === "continuousHyperParameterRanges")) || (key0 === "categoricalHyperParameterRanges"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.integerHyperParameterRanges !== undefined){
if(!(validate167(data.integerHyperParameterRanges, {instancePath:instancePath+"/integerHyperParameterRanges",parentData:data,parentDataProperty:"integerHyperParameterRanges",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate167.errors);
errors = vErrors.length;
}
}
if(data.continuousHyperParameterRanges !== undefined){
if(!(validate177(data.continuousHyperParameterRanges, {instancePath:instancePath+"/continuousHyperParameterRanges",parentData:data,parentDataProperty:"continuousHyperParameterRanges",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate177.errors);
errors = vErrors.length;
}
}
if(data.categoricalHyperParameterRanges !== undefined){
if(!(validate186(data.categoricalHyperParameterRanges, {instancePath:instancePath+"/categoricalHyperParameterRanges",parentData:data,parentDataProperty:"categoricalHyperParameterRanges",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate186.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate166.errors = vErrors;
return errors === 0;
}
validate166.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate152(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate152.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "hpoObjective") || (key0 === "hpoResourceConfig")) || (key0 === "algorithmHyperParameterRanges"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.hpoObjective !== undefined){
if(!(validate153(data.hpoObjective, {instancePath:instancePath+"/hpoObjective",parentData:data,parentDataProperty:"hpoObjective",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate153.errors);
errors = vErrors.length;
}
}
if(data.hpoResourceConfig !== undefined){
if(!(validate161(data.hpoResourceConfig, {instancePath:instancePath+"/hpoResourceConfig",parentData:data,parentDataProperty:"hpoResourceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate161.errors);
errors = vErrors.length;
}
}
if(data.algorithmHyperParameterRanges !== undefined){
if(!(validate166(data.algorithmHyperParameterRanges, {instancePath:instancePath+"/algorithmHyperParameterRanges",parentData:data,parentDataProperty:"algorithmHyperParameterRanges",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate166.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate152.errors = vErrors;
return errors === 0;
}
validate152.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema79 = {"type":"object","propertyNames":{"type":"string","maxLength":256},"additionalProperties":{"$ref":"#/$defs/ParameterValue"},"maxProperties":100};

function validate198(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate198.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 100){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func1(key0) > 256){
const err1 = {instancePath,schemaPath:"#/propertyNames/maxLength",keyword:"maxLength",params:{limit: 256},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err3 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
for(const key1 in data){
if(!(validate117(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate117.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate198.errors = vErrors;
return errors === 0;
}
validate198.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema80 = {"type":"object","properties":{"metricName":{"$ref":"#/$defs/MetricName"},"recipeList":{"$ref":"#/$defs/ArnList"}},"additionalProperties":false};
const schema81 = {"type":"array","items":{"$ref":"#/$defs/Arn"},"maxItems":100};

function validate203(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate203.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 100}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate113(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate203.errors = vErrors;
return errors === 0;
}
validate203.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate201(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate201.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "metricName") || (key0 === "recipeList"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.metricName !== undefined){
if(!(validate156(data.metricName, {instancePath:instancePath+"/metricName",parentData:data,parentDataProperty:"metricName",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate156.errors);
errors = vErrors.length;
}
}
if(data.recipeList !== undefined){
if(!(validate203(data.recipeList, {instancePath:instancePath+"/recipeList",parentData:data,parentDataProperty:"recipeList",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate203.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate201.errors = vErrors;
return errors === 0;
}
validate201.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema82 = {"type":"object","properties":{"eventParametersList":{"$ref":"#/$defs/EventParametersList"}},"additionalProperties":false};
const schema83 = {"type":"array","items":{"$ref":"#/$defs/EventParameters"},"maxItems":10};
const schema84 = {"type":"object","properties":{"eventType":{"$ref":"#/$defs/EventType"},"eventValueThreshold":{"$ref":"#/$defs/EventTypeThresholdValue"},"weight":{"$ref":"#/$defs/EventTypeWeight"}},"additionalProperties":false};
const schema85 = {"type":"number"};

function validate211(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate211.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!((typeof data == "number") && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate211.errors = vErrors;
return errors === 0;
}
validate211.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema86 = {"type":"number","minimum":0,"maximum":1};

function validate213(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate213.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 1 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate213.errors = vErrors;
return errors === 0;
}
validate213.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate209(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate209.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "eventType") || (key0 === "eventValueThreshold")) || (key0 === "weight"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.eventType !== undefined){
if(!(validate147(data.eventType, {instancePath:instancePath+"/eventType",parentData:data,parentDataProperty:"eventType",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate147.errors);
errors = vErrors.length;
}
}
if(data.eventValueThreshold !== undefined){
if(!(validate211(data.eventValueThreshold, {instancePath:instancePath+"/eventValueThreshold",parentData:data,parentDataProperty:"eventValueThreshold",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate211.errors);
errors = vErrors.length;
}
}
if(data.weight !== undefined){
if(!(validate213(data.weight, {instancePath:instancePath+"/weight",parentData:data,parentDataProperty:"weight",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate213.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate209.errors = vErrors;
return errors === 0;
}
validate209.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate208(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate208.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(Array.isArray(data)){
if(data.length > 10){
const err0 = {instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 10}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate209(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate209.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate208.errors = vErrors;
return errors === 0;
}
validate208.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate207(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate207.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "eventParametersList")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.eventParametersList !== undefined){
if(!(validate208(data.eventParametersList, {instancePath:instancePath+"/eventParametersList",parentData:data,parentDataProperty:"eventParametersList",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate208.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate207.errors = vErrors;
return errors === 0;
}
validate207.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema87 = {"type":"object","properties":{"itemAttribute":{"$ref":"#/$defs/ItemAttribute"},"objectiveSensitivity":{"$ref":"#/$defs/ObjectiveSensitivity"}},"additionalProperties":false};
const schema88 = {"type":"string","minLength":1,"maxLength":150};

function validate219(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate219.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 150){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 150}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate219.errors = vErrors;
return errors === 0;
}
validate219.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema89 = {"type":"string","enum":["LOW","MEDIUM","HIGH","OFF"]};

function validate221(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate221.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((((data === "LOW") || (data === "MEDIUM")) || (data === "HIGH")) || (data === "OFF"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema89.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate221.errors = vErrors;
return errors === 0;
}
validate221.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate218(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate218.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "itemAttribute") || (key0 === "objectiveSensitivity"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.itemAttribute !== undefined){
if(!(validate219(data.itemAttribute, {instancePath:instancePath+"/itemAttribute",parentData:data,parentDataProperty:"itemAttribute",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate219.errors);
errors = vErrors.length;
}
}
if(data.objectiveSensitivity !== undefined){
if(!(validate221(data.objectiveSensitivity, {instancePath:instancePath+"/objectiveSensitivity",parentData:data,parentDataProperty:"objectiveSensitivity",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate221.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate218.errors = vErrors;
return errors === 0;
}
validate218.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema90 = {"type":"object","properties":{"schedulingExpression":{"$ref":"#/$defs/SchedulingExpression"}},"additionalProperties":false};
const schema91 = {"type":"string","minLength":1,"maxLength":16,"pattern":"^(?:rate\\(\\d+ days?\\))$"};
const pattern12 = new RegExp("^(?:rate\\(\\d+ days?\\))$", "u");

function validate226(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate226.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data === "string"){
if(func1(data) > 16){
const err0 = {instancePath,schemaPath:"#/maxLength",keyword:"maxLength",params:{limit: 16}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(func1(data) < 1){
const err1 = {instancePath,schemaPath:"#/minLength",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!pattern12.test(data)){
const err2 = {instancePath,schemaPath:"#/pattern",keyword:"pattern",params:{pattern: "^(?:rate\\(\\d+ days?\\))$"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate226.errors = vErrors;
return errors === 0;
}
validate226.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate225(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate225.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "schedulingExpression")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.schedulingExpression !== undefined){
if(!(validate226(data.schedulingExpression, {instancePath:instancePath+"/schedulingExpression",parentData:data,parentDataProperty:"schedulingExpression",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate226.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate225.errors = vErrors;
return errors === 0;
}
validate225.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate149(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate149.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func18.call(schema56.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.eventValueThreshold !== undefined){
if(!(validate150(data.eventValueThreshold, {instancePath:instancePath+"/eventValueThreshold",parentData:data,parentDataProperty:"eventValueThreshold",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate150.errors);
errors = vErrors.length;
}
}
if(data.hpoConfig !== undefined){
if(!(validate152(data.hpoConfig, {instancePath:instancePath+"/hpoConfig",parentData:data,parentDataProperty:"hpoConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.algorithmHyperParameters !== undefined){
if(!(validate116(data.algorithmHyperParameters, {instancePath:instancePath+"/algorithmHyperParameters",parentData:data,parentDataProperty:"algorithmHyperParameters",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.featureTransformationParameters !== undefined){
if(!(validate198(data.featureTransformationParameters, {instancePath:instancePath+"/featureTransformationParameters",parentData:data,parentDataProperty:"featureTransformationParameters",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate198.errors);
errors = vErrors.length;
}
}
if(data.autoMLConfig !== undefined){
if(!(validate201(data.autoMLConfig, {instancePath:instancePath+"/autoMLConfig",parentData:data,parentDataProperty:"autoMLConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate201.errors);
errors = vErrors.length;
}
}
if(data.eventsConfig !== undefined){
if(!(validate207(data.eventsConfig, {instancePath:instancePath+"/eventsConfig",parentData:data,parentDataProperty:"eventsConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate207.errors);
errors = vErrors.length;
}
}
if(data.optimizationObjective !== undefined){
if(!(validate218(data.optimizationObjective, {instancePath:instancePath+"/optimizationObjective",parentData:data,parentDataProperty:"optimizationObjective",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate218.errors);
errors = vErrors.length;
}
}
if(data.trainingDataConfig !== undefined){
if(!(validate122(data.trainingDataConfig, {instancePath:instancePath+"/trainingDataConfig",parentData:data,parentDataProperty:"trainingDataConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate122.errors);
errors = vErrors.length;
}
}
if(data.autoTrainingConfig !== undefined){
if(!(validate225(data.autoTrainingConfig, {instancePath:instancePath+"/autoTrainingConfig",parentData:data,parentDataProperty:"autoTrainingConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate225.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate149.errors = vErrors;
return errors === 0;
}
validate149.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema92 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"trainingMode":{"$ref":"#/$defs/TrainingMode"},"tags":{"$ref":"#/$defs/Tags"}},"additionalProperties":false};
const schema93 = {"type":"string","enum":["FULL","UPDATE","AUTOTRAIN"]};

function validate233(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate233.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!(((data === "FULL") || (data === "UPDATE")) || (data === "AUTOTRAIN"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema93.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate233.errors = vErrors;
return errors === 0;
}
validate233.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate231(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate231.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "trainingMode")) || (key0 === "tags"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.trainingMode !== undefined){
if(!(validate233(data.trainingMode, {instancePath:instancePath+"/trainingMode",parentData:data,parentDataProperty:"trainingMode",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate233.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate231.errors = vErrors;
return errors === 0;
}
validate231.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate137(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate137.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.recipeArn === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "recipeArn"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func18.call(schema51.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.performHPO !== undefined){
if(!(validate80(data.performHPO, {instancePath:instancePath+"/performHPO",parentData:data,parentDataProperty:"performHPO",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.performAutoML !== undefined){
if(!(validate140(data.performAutoML, {instancePath:instancePath+"/performAutoML",parentData:data,parentDataProperty:"performAutoML",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate140.errors);
errors = vErrors.length;
}
}
if(data.performAutoTraining !== undefined){
if(!(validate142(data.performAutoTraining, {instancePath:instancePath+"/performAutoTraining",parentData:data,parentDataProperty:"performAutoTraining",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate142.errors);
errors = vErrors.length;
}
}
if(data.performIncrementalUpdate !== undefined){
if(!(validate144(data.performIncrementalUpdate, {instancePath:instancePath+"/performIncrementalUpdate",parentData:data,parentDataProperty:"performIncrementalUpdate",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.recipeArn !== undefined){
if(!(validate113(data.recipeArn, {instancePath:instancePath+"/recipeArn",parentData:data,parentDataProperty:"recipeArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
if(data.eventType !== undefined){
if(!(validate147(data.eventType, {instancePath:instancePath+"/eventType",parentData:data,parentDataProperty:"eventType",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate147.errors);
errors = vErrors.length;
}
}
if(data.solutionConfig !== undefined){
if(!(validate149(data.solutionConfig, {instancePath:instancePath+"/solutionConfig",parentData:data,parentDataProperty:"solutionConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate149.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
if(data.solutionVersion !== undefined){
if(!(validate231(data.solutionVersion, {instancePath:instancePath+"/solutionVersion",parentData:data,parentDataProperty:"solutionVersion",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate231.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate137.errors = vErrors;
return errors === 0;
}
validate137.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema94 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"minProvisionedTPS":{"$ref":"#/$defs/TransactionsPerSecond"},"campaignConfig":{"$ref":"#/$defs/CampaignConfig"},"tags":{"$ref":"#/$defs/Tags"}},"required":["name"],"additionalProperties":false};
const schema95 = {"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"enableMetadataWithRecommendations":{"$ref":"#/$defs/Boolean"},"syncWithLatestSolutionVersion":{"$ref":"#/$defs/Boolean"},"rankingInfluence":{"$ref":"#/$defs/RankingInfluence"}},"additionalProperties":false};
const schema96 = {"type":"object","propertyNames":{"type":"string","enum":["POPULARITY","FRESHNESS"]},"additionalProperties":{"$ref":"#/$defs/RankingInfluenceWeight"}};
const schema97 = {"type":"number","minimum":0,"maximum":1};

function validate250(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate250.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 1 || isNaN(data)){
const err0 = {instancePath,schemaPath:"#/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "number"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate250.errors = vErrors;
return errors === 0;
}
validate250.evaluated = {"dynamicProps":false,"dynamicItems":false};


function validate249(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate249.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 !== "string"){
const err0 = {instancePath,schemaPath:"#/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((key0 === "POPULARITY") || (key0 === "FRESHNESS"))){
const err1 = {instancePath,schemaPath:"#/propertyNames/enum",keyword:"enum",params:{allowedValues: schema96.propertyNames.enum},propertyName:key0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = {instancePath,schemaPath:"#/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
for(const key1 in data){
if(!(validate250(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate250.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate249.errors = vErrors;
return errors === 0;
}
validate249.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate245(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate245.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "itemExplorationConfig") || (key0 === "enableMetadataWithRecommendations")) || (key0 === "syncWithLatestSolutionVersion")) || (key0 === "rankingInfluence"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate116(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.enableMetadataWithRecommendations !== undefined){
if(!(validate80(data.enableMetadataWithRecommendations, {instancePath:instancePath+"/enableMetadataWithRecommendations",parentData:data,parentDataProperty:"enableMetadataWithRecommendations",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.syncWithLatestSolutionVersion !== undefined){
if(!(validate80(data.syncWithLatestSolutionVersion, {instancePath:instancePath+"/syncWithLatestSolutionVersion",parentData:data,parentDataProperty:"syncWithLatestSolutionVersion",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.rankingInfluence !== undefined){
if(!(validate249(data.rankingInfluence, {instancePath:instancePath+"/rankingInfluence",parentData:data,parentDataProperty:"rankingInfluence",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate249.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate245.errors = vErrors;
return errors === 0;
}
validate245.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate242(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate242.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "minProvisionedTPS")) || (key0 === "campaignConfig")) || (key0 === "tags"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.name !== undefined){
if(!(validate62(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.minProvisionedTPS !== undefined){
if(!(validate120(data.minProvisionedTPS, {instancePath:instancePath+"/minProvisionedTPS",parentData:data,parentDataProperty:"minProvisionedTPS",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate120.errors);
errors = vErrors.length;
}
}
if(data.campaignConfig !== undefined){
if(!(validate245(data.campaignConfig, {instancePath:instancePath+"/campaignConfig",parentData:data,parentDataProperty:"campaignConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate245.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate242.errors = vErrors;
return errors === 0;
}
validate242.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema98 = {"type":"object","properties":{"filterArn":{"$ref":"#/$defs/Arn"},"numResults":{"$ref":"#/$defs/NumBatchResults"},"batchInferenceJobConfig":{"$ref":"#/$defs/BatchInferenceJobConfig"},"tags":{"$ref":"#/$defs/Tags"},"batchInferenceJobMode":{"$ref":"#/$defs/BatchInferenceJobMode"},"themeGenerationConfig":{"$ref":"#/$defs/ThemeGenerationConfig"}},"additionalProperties":false};
const schema99 = {"type":"integer"};

function validate258(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate258.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
validate258.errors = vErrors;
return errors === 0;
}
validate258.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema100 = {"type":"object","properties":{"itemExplorationConfig":{"$ref":"#/$defs/HyperParameters"},"rankingInfluence":{"$ref":"#/$defs/RankingInfluence"}},"additionalProperties":false};

function validate260(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate260.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "itemExplorationConfig") || (key0 === "rankingInfluence"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate116(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.rankingInfluence !== undefined){
if(!(validate249(data.rankingInfluence, {instancePath:instancePath+"/rankingInfluence",parentData:data,parentDataProperty:"rankingInfluence",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate249.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate260.errors = vErrors;
return errors === 0;
}
validate260.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema101 = {"type":"string","enum":["BATCH_INFERENCE","THEME_GENERATION"]};

function validate265(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate265.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(!((data === "BATCH_INFERENCE") || (data === "THEME_GENERATION"))){
const err1 = {instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema101.enum}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate265.errors = vErrors;
return errors === 0;
}
validate265.evaluated = {"dynamicProps":false,"dynamicItems":false};

const schema102 = {"type":"object","properties":{"fieldsForThemeGeneration":{"$ref":"#/$defs/FieldsForThemeGeneration"}},"required":["fieldsForThemeGeneration"],"additionalProperties":false};
const schema103 = {"type":"object","properties":{"itemName":{"$ref":"#/$defs/ColumnName"}},"required":["itemName"],"additionalProperties":false};

function validate268(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate268.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.itemName === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "itemName"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "itemName")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.itemName !== undefined){
if(!(validate125(data.itemName, {instancePath:instancePath+"/itemName",parentData:data,parentDataProperty:"itemName",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate125.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate268.errors = vErrors;
return errors === 0;
}
validate268.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate267(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate267.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fieldsForThemeGeneration === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fieldsForThemeGeneration"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(key0 === "fieldsForThemeGeneration")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.fieldsForThemeGeneration !== undefined){
if(!(validate268(data.fieldsForThemeGeneration, {instancePath:instancePath+"/fieldsForThemeGeneration",parentData:data,parentDataProperty:"fieldsForThemeGeneration",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate268.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate267.errors = vErrors;
return errors === 0;
}
validate267.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate256(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate256.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "filterArn") || (key0 === "numResults")) || (key0 === "batchInferenceJobConfig")) || (key0 === "tags")) || (key0 === "batchInferenceJobMode")) || (key0 === "themeGenerationConfig"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.filterArn !== undefined){
if(!(validate113(data.filterArn, {instancePath:instancePath+"/filterArn",parentData:data,parentDataProperty:"filterArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
if(data.numResults !== undefined){
if(!(validate258(data.numResults, {instancePath:instancePath+"/numResults",parentData:data,parentDataProperty:"numResults",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate258.errors);
errors = vErrors.length;
}
}
if(data.batchInferenceJobConfig !== undefined){
if(!(validate260(data.batchInferenceJobConfig, {instancePath:instancePath+"/batchInferenceJobConfig",parentData:data,parentDataProperty:"batchInferenceJobConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate260.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
if(data.batchInferenceJobMode !== undefined){
if(!(validate265(data.batchInferenceJobMode, {instancePath:instancePath+"/batchInferenceJobMode",parentData:data,parentDataProperty:"batchInferenceJobMode",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate265.errors);
errors = vErrors.length;
}
}
if(data.themeGenerationConfig !== undefined){
if(!(validate267(data.themeGenerationConfig, {instancePath:instancePath+"/themeGenerationConfig",parentData:data,parentDataProperty:"themeGenerationConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate267.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate256.errors = vErrors;
return errors === 0;
}
validate256.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema104 = {"type":"object","properties":{"filterArn":{"$ref":"#/$defs/Arn"},"numResults":{"$ref":"#/$defs/NumBatchResults"},"tags":{"$ref":"#/$defs/Tags"}},"additionalProperties":false};

function validate275(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate275.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "filterArn") || (key0 === "numResults")) || (key0 === "tags"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.filterArn !== undefined){
if(!(validate113(data.filterArn, {instancePath:instancePath+"/filterArn",parentData:data,parentDataProperty:"filterArn",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
if(data.numResults !== undefined){
if(!(validate258(data.numResults, {instancePath:instancePath+"/numResults",parentData:data,parentDataProperty:"numResults",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate258.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
validate275.errors = vErrors;
return errors === 0;
}
validate275.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate52.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.datasetGroup === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "datasetGroup"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "$schema") || (key0 === "tags")) || (key0 === "datasetGroup")) || (key0 === "datasets")) || (key0 === "eventTracker")) || (key0 === "filters")) || (key0 === "recommenders")) || (key0 === "solutions"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err2 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.tags !== undefined){
if(!(validate53(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate53.errors);
errors = vErrors.length;
}
}
if(data.datasetGroup !== undefined){
let data2 = data.datasetGroup;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.serviceConfig === undefined){
const err3 = {instancePath:instancePath+"/datasetGroup",schemaPath:"#/properties/datasetGroup/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "serviceConfig") || (key1 === "workflowConfig"))){
const err4 = {instancePath:instancePath+"/datasetGroup",schemaPath:"#/properties/datasetGroup/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data2.serviceConfig !== undefined){
if(!(validate61(data2.serviceConfig, {instancePath:instancePath+"/datasetGroup/serviceConfig",parentData:data2,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate61.errors);
errors = vErrors.length;
}
}
if(data2.workflowConfig !== undefined){
let data4 = data2.workflowConfig;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!((key2 === "schedules") || (key2 === "maxAge"))){
const err5 = {instancePath:instancePath+"/datasetGroup/workflowConfig",schemaPath:"#/properties/datasetGroup/properties/workflowConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data4.schedules !== undefined){
let data5 = data4.schedules;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key3 in data5){
if(!(key3 === "import")){
const err6 = {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules",schemaPath:"#/properties/datasetGroup/properties/workflowConfig/properties/schedules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data5.import !== undefined){
if(!(validate72(data5.import, {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules/import",parentData:data5,parentDataProperty:"import",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate72.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules",schemaPath:"#/properties/datasetGroup/properties/workflowConfig/properties/schedules/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data4.maxAge !== undefined){
if(!(validate74(data4.maxAge, {instancePath:instancePath+"/datasetGroup/workflowConfig/maxAge",parentData:data4,parentDataProperty:"maxAge",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/datasetGroup/workflowConfig",schemaPath:"#/properties/datasetGroup/properties/workflowConfig/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/datasetGroup",schemaPath:"#/properties/datasetGroup/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.datasets !== undefined){
let data8 = data.datasets;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key4 in data8){
if(!((((((key4 === "serviceConfig") || (key4 === "interactions")) || (key4 === "items")) || (key4 === "users")) || (key4 === "actions")) || (key4 === "actionInteractions"))){
const err10 = {instancePath:instancePath+"/datasets",schemaPath:"#/properties/datasets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data8.serviceConfig !== undefined){
if(!(validate76(data8.serviceConfig, {instancePath:instancePath+"/datasets/serviceConfig",parentData:data8,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate76.errors);
errors = vErrors.length;
}
}
if(data8.interactions !== undefined){
let data10 = data8.interactions;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.dataset === undefined){
const err11 = {instancePath:instancePath+"/datasets/interactions",schemaPath:"#/properties/datasets/properties/interactions/required",keyword:"required",params:{missingProperty: "dataset"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data10.schema === undefined){
const err12 = {instancePath:instancePath+"/datasets/interactions",schemaPath:"#/properties/datasets/properties/interactions/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
for(const key5 in data10){
if(!((key5 === "dataset") || (key5 === "schema"))){
const err13 = {instancePath:instancePath+"/datasets/interactions",schemaPath:"#/properties/datasets/properties/interactions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data10.dataset !== undefined){
let data11 = data10.dataset;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.serviceConfig === undefined){
const err14 = {instancePath:instancePath+"/datasets/interactions/dataset",schemaPath:"#/properties/datasets/properties/interactions/properties/dataset/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key6 in data11){
if(!(key6 === "serviceConfig")){
const err15 = {instancePath:instancePath+"/datasets/interactions/dataset",schemaPath:"#/properties/datasets/properties/interactions/properties/dataset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data11.serviceConfig !== undefined){
if(!(validate83(data11.serviceConfig, {instancePath:instancePath+"/datasets/interactions/dataset/serviceConfig",parentData:data11,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/datasets/interactions/dataset",schemaPath:"#/properties/datasets/properties/interactions/properties/dataset/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data10.schema !== undefined){
let data13 = data10.schema;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.serviceConfig === undefined){
const err17 = {instancePath:instancePath+"/datasets/interactions/schema",schemaPath:"#/properties/datasets/properties/interactions/properties/schema/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key7 in data13){
if(!(key7 === "serviceConfig")){
const err18 = {instancePath:instancePath+"/datasets/interactions/schema",schemaPath:"#/properties/datasets/properties/interactions/properties/schema/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data13.serviceConfig !== undefined){
if(!(validate87(data13.serviceConfig, {instancePath:instancePath+"/datasets/interactions/schema/serviceConfig",parentData:data13,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err19 = {instancePath:instancePath+"/datasets/interactions/schema",schemaPath:"#/properties/datasets/properties/interactions/properties/schema/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/datasets/interactions",schemaPath:"#/properties/datasets/properties/interactions/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data8.items !== undefined){
let data15 = data8.items;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.dataset === undefined){
const err21 = {instancePath:instancePath+"/datasets/items",schemaPath:"#/properties/datasets/properties/items/required",keyword:"required",params:{missingProperty: "dataset"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data15.schema === undefined){
const err22 = {instancePath:instancePath+"/datasets/items",schemaPath:"#/properties/datasets/properties/items/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key8 in data15){
if(!((key8 === "dataset") || (key8 === "schema"))){
const err23 = {instancePath:instancePath+"/datasets/items",schemaPath:"#/properties/datasets/properties/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data15.dataset !== undefined){
let data16 = data15.dataset;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.serviceConfig === undefined){
const err24 = {instancePath:instancePath+"/datasets/items/dataset",schemaPath:"#/properties/datasets/properties/items/properties/dataset/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
for(const key9 in data16){
if(!(key9 === "serviceConfig")){
const err25 = {instancePath:instancePath+"/datasets/items/dataset",schemaPath:"#/properties/datasets/properties/items/properties/dataset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data16.serviceConfig !== undefined){
if(!(validate83(data16.serviceConfig, {instancePath:instancePath+"/datasets/items/dataset/serviceConfig",parentData:data16,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err26 = {instancePath:instancePath+"/datasets/items/dataset",schemaPath:"#/properties/datasets/properties/items/properties/dataset/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data15.schema !== undefined){
let data18 = data15.schema;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.serviceConfig === undefined){
const err27 = {instancePath:instancePath+"/datasets/items/schema",schemaPath:"#/properties/datasets/properties/items/properties/schema/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
for(const key10 in data18){
if(!(key10 === "serviceConfig")){
const err28 = {instancePath:instancePath+"/datasets/items/schema",schemaPath:"#/properties/datasets/properties/items/properties/schema/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data18.serviceConfig !== undefined){
if(!(validate87(data18.serviceConfig, {instancePath:instancePath+"/datasets/items/schema/serviceConfig",parentData:data18,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err29 = {instancePath:instancePath+"/datasets/items/schema",schemaPath:"#/properties/datasets/properties/items/properties/schema/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/datasets/items",schemaPath:"#/properties/datasets/properties/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data8.users !== undefined){
let data20 = data8.users;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.dataset === undefined){
const err31 = {instancePath:instancePath+"/datasets/users",schemaPath:"#/properties/datasets/properties/users/required",keyword:"required",params:{missingProperty: "dataset"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data20.schema === undefined){
const err32 = {instancePath:instancePath+"/datasets/users",schemaPath:"#/properties/datasets/properties/users/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key11 in data20){
if(!((key11 === "dataset") || (key11 === "schema"))){
const err33 = {instancePath:instancePath+"/datasets/users",schemaPath:"#/properties/datasets/properties/users/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data20.dataset !== undefined){
let data21 = data20.dataset;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.serviceConfig === undefined){
const err34 = {instancePath:instancePath+"/datasets/users/dataset",schemaPath:"#/properties/datasets/properties/users/properties/dataset/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key12 in data21){
if(!(key12 === "serviceConfig")){
const err35 = {instancePath:instancePath+"/datasets/users/dataset",schemaPath:"#/properties/datasets/properties/users/properties/dataset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data21.serviceConfig !== undefined){
if(!(validate83(data21.serviceConfig, {instancePath:instancePath+"/datasets/users/dataset/serviceConfig",parentData:data21,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/datasets/users/dataset",schemaPath:"#/properties/datasets/properties/users/properties/dataset/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data20.schema !== undefined){
let data23 = data20.schema;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.serviceConfig === undefined){
const err37 = {instancePath:instancePath+"/datasets/users/schema",schemaPath:"#/properties/datasets/properties/users/properties/schema/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
for(const key13 in data23){
if(!(key13 === "serviceConfig")){
const err38 = {instancePath:instancePath+"/datasets/users/schema",schemaPath:"#/properties/datasets/properties/users/properties/schema/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data23.serviceConfig !== undefined){
if(!(validate87(data23.serviceConfig, {instancePath:instancePath+"/datasets/users/schema/serviceConfig",parentData:data23,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err39 = {instancePath:instancePath+"/datasets/users/schema",schemaPath:"#/properties/datasets/properties/users/properties/schema/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/datasets/users",schemaPath:"#/properties/datasets/properties/users/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data8.actions !== undefined){
let data25 = data8.actions;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.dataset === undefined){
const err41 = {instancePath:instancePath+"/datasets/actions",schemaPath:"#/properties/datasets/properties/actions/required",keyword:"required",params:{missingProperty: "dataset"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
if(data25.schema === undefined){
const err42 = {instancePath:instancePath+"/datasets/actions",schemaPath:"#/properties/datasets/properties/actions/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
for(const key14 in data25){
if(!((key14 === "dataset") || (key14 === "schema"))){
const err43 = {instancePath:instancePath+"/datasets/actions",schemaPath:"#/properties/datasets/properties/actions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data25.dataset !== undefined){
let data26 = data25.dataset;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.serviceConfig === undefined){
const err44 = {instancePath:instancePath+"/datasets/actions/dataset",schemaPath:"#/properties/datasets/properties/actions/properties/dataset/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key15 in data26){
if(!(key15 === "serviceConfig")){
const err45 = {instancePath:instancePath+"/datasets/actions/dataset",schemaPath:"#/properties/datasets/properties/actions/properties/dataset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data26.serviceConfig !== undefined){
if(!(validate83(data26.serviceConfig, {instancePath:instancePath+"/datasets/actions/dataset/serviceConfig",parentData:data26,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err46 = {instancePath:instancePath+"/datasets/actions/dataset",schemaPath:"#/properties/datasets/properties/actions/properties/dataset/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data25.schema !== undefined){
let data28 = data25.schema;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.serviceConfig === undefined){
const err47 = {instancePath:instancePath+"/datasets/actions/schema",schemaPath:"#/properties/datasets/properties/actions/properties/schema/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
for(const key16 in data28){
if(!(key16 === "serviceConfig")){
const err48 = {instancePath:instancePath+"/datasets/actions/schema",schemaPath:"#/properties/datasets/properties/actions/properties/schema/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data28.serviceConfig !== undefined){
if(!(validate87(data28.serviceConfig, {instancePath:instancePath+"/datasets/actions/schema/serviceConfig",parentData:data28,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err49 = {instancePath:instancePath+"/datasets/actions/schema",schemaPath:"#/properties/datasets/properties/actions/properties/schema/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/datasets/actions",schemaPath:"#/properties/datasets/properties/actions/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data8.actionInteractions !== undefined){
let data30 = data8.actionInteractions;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.dataset === undefined){
const err51 = {instancePath:instancePath+"/datasets/actionInteractions",schemaPath:"#/properties/datasets/properties/actionInteractions/required",keyword:"required",params:{missingProperty: "dataset"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(data30.schema === undefined){
const err52 = {instancePath:instancePath+"/datasets/actionInteractions",schemaPath:"#/properties/datasets/properties/actionInteractions/required",keyword:"required",params:{missingProperty: "schema"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key17 in data30){
if(!((key17 === "dataset") || (key17 === "schema"))){
const err53 = {instancePath:instancePath+"/datasets/actionInteractions",schemaPath:"#/properties/datasets/properties/actionInteractions/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data30.dataset !== undefined){
let data31 = data30.dataset;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.serviceConfig === undefined){
const err54 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/dataset/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
for(const key18 in data31){
if(!(key18 === "serviceConfig")){
const err55 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/dataset/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data31.serviceConfig !== undefined){
if(!(validate83(data31.serviceConfig, {instancePath:instancePath+"/datasets/actionInteractions/dataset/serviceConfig",parentData:data31,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate83.errors);
errors = vErrors.length;
}
}
}
else {
const err56 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/dataset/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data30.schema !== undefined){
let data33 = data30.schema;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.serviceConfig === undefined){
const err57 = {instancePath:instancePath+"/datasets/actionInteractions/schema",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/schema/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
for(const key19 in data33){
if(!(key19 === "serviceConfig")){
const err58 = {instancePath:instancePath+"/datasets/actionInteractions/schema",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/schema/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data33.serviceConfig !== undefined){
if(!(validate87(data33.serviceConfig, {instancePath:instancePath+"/datasets/actionInteractions/schema/serviceConfig",parentData:data33,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
const err59 = {instancePath:instancePath+"/datasets/actionInteractions/schema",schemaPath:"#/properties/datasets/properties/actionInteractions/properties/schema/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/datasets/actionInteractions",schemaPath:"#/properties/datasets/properties/actionInteractions/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/datasets",schemaPath:"#/properties/datasets/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.eventTracker !== undefined){
let data35 = data.eventTracker;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.serviceConfig === undefined){
const err62 = {instancePath:instancePath+"/eventTracker",schemaPath:"#/properties/eventTracker/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
for(const key20 in data35){
if(!(key20 === "serviceConfig")){
const err63 = {instancePath:instancePath+"/eventTracker",schemaPath:"#/properties/eventTracker/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data35.serviceConfig !== undefined){
if(!(validate101(data35.serviceConfig, {instancePath:instancePath+"/eventTracker/serviceConfig",parentData:data35,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate101.errors);
errors = vErrors.length;
}
}
}
else {
const err64 = {instancePath:instancePath+"/eventTracker",schemaPath:"#/properties/eventTracker/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.filters !== undefined){
let data37 = data.filters;
if(Array.isArray(data37)){
const len0 = data37.length;
for(let i0=0; i0<len0; i0++){
let data38 = data37[i0];
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.serviceConfig === undefined){
const err65 = {instancePath:instancePath+"/filters/" + i0,schemaPath:"#/properties/filters/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
for(const key21 in data38){
if(!(key21 === "serviceConfig")){
const err66 = {instancePath:instancePath+"/filters/" + i0,schemaPath:"#/properties/filters/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data38.serviceConfig !== undefined){
if(!(validate105(data38.serviceConfig, {instancePath:instancePath+"/filters/" + i0+"/serviceConfig",parentData:data38,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate105.errors);
errors = vErrors.length;
}
}
}
else {
const err67 = {instancePath:instancePath+"/filters/" + i0,schemaPath:"#/properties/filters/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/filters",schemaPath:"#/properties/filters/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data.recommenders !== undefined){
let data40 = data.recommenders;
if(Array.isArray(data40)){
const len1 = data40.length;
for(let i1=0; i1<len1; i1++){
let data41 = data40[i1];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(data41.serviceConfig === undefined){
const err69 = {instancePath:instancePath+"/recommenders/" + i1,schemaPath:"#/properties/recommenders/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
for(const key22 in data41){
if(!(key22 === "serviceConfig")){
const err70 = {instancePath:instancePath+"/recommenders/" + i1,schemaPath:"#/properties/recommenders/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data41.serviceConfig !== undefined){
if(!(validate111(data41.serviceConfig, {instancePath:instancePath+"/recommenders/" + i1+"/serviceConfig",parentData:data41,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate111.errors);
errors = vErrors.length;
}
}
}
else {
const err71 = {instancePath:instancePath+"/recommenders/" + i1,schemaPath:"#/properties/recommenders/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/recommenders",schemaPath:"#/properties/recommenders/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.solutions !== undefined){
let data43 = data.solutions;
if(Array.isArray(data43)){
const len2 = data43.length;
for(let i2=0; i2<len2; i2++){
let data44 = data43[i2];
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
if(data44.serviceConfig === undefined){
const err73 = {instancePath:instancePath+"/solutions/" + i2,schemaPath:"#/properties/solutions/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
for(const key23 in data44){
if(!(((((key23 === "serviceConfig") || (key23 === "workflowConfig")) || (key23 === "campaigns")) || (key23 === "batchInferenceJobs")) || (key23 === "batchSegmentJobs"))){
const err74 = {instancePath:instancePath+"/solutions/" + i2,schemaPath:"#/properties/solutions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data44.serviceConfig !== undefined){
if(!(validate137(data44.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/serviceConfig",parentData:data44,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate137.errors);
errors = vErrors.length;
}
}
if(data44.workflowConfig !== undefined){
let data46 = data44.workflowConfig;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key24 in data46){
if(!((key24 === "schedules") || (key24 === "maxAge"))){
const err75 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/workflowConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data46.schedules !== undefined){
let data47 = data46.schedules;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key25 in data47){
if(!(((key25 === "full") || (key25 === "update")) || (key25 === "maxAge"))){
const err76 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules",schemaPath:"#/properties/solutions/items/properties/workflowConfig/properties/schedules/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data47.full !== undefined){
if(!(validate72(data47.full, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/full",parentData:data47,parentDataProperty:"full",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(data47.update !== undefined){
if(!(validate72(data47.update, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/update",parentData:data47,parentDataProperty:"update",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(data47.maxAge !== undefined){
if(!(validate74(data47.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/maxAge",parentData:data47,parentDataProperty:"maxAge",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err77 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules",schemaPath:"#/properties/solutions/items/properties/workflowConfig/properties/schedules/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data46.maxAge !== undefined){
if(!(validate74(data46.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/maxAge",parentData:data46,parentDataProperty:"maxAge",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err78 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/workflowConfig/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data44.campaigns !== undefined){
let data52 = data44.campaigns;
if(Array.isArray(data52)){
const len3 = data52.length;
for(let i3=0; i3<len3; i3++){
let data53 = data52[i3];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
if(data53.serviceConfig === undefined){
const err79 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,schemaPath:"#/properties/solutions/items/properties/campaigns/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
for(const key26 in data53){
if(!(key26 === "serviceConfig")){
const err80 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,schemaPath:"#/properties/solutions/items/properties/campaigns/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data53.serviceConfig !== undefined){
if(!(validate242(data53.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3+"/serviceConfig",parentData:data53,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate242.errors);
errors = vErrors.length;
}
}
}
else {
const err81 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,schemaPath:"#/properties/solutions/items/properties/campaigns/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns",schemaPath:"#/properties/solutions/items/properties/campaigns/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data44.batchInferenceJobs !== undefined){
let data55 = data44.batchInferenceJobs;
if(Array.isArray(data55)){
const len4 = data55.length;
for(let i4=0; i4<len4; i4++){
let data56 = data55[i4];
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
if(data56.serviceConfig === undefined){
const err83 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
for(const key27 in data56){
if(!((key27 === "serviceConfig") || (key27 === "workflowConfig"))){
const err84 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data56.serviceConfig !== undefined){
if(!(validate256(data56.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/serviceConfig",parentData:data56,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate256.errors);
errors = vErrors.length;
}
}
if(data56.workflowConfig !== undefined){
let data58 = data56.workflowConfig;
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
for(const key28 in data58){
if(!((key28 === "schedule") || (key28 === "maxAge"))){
const err85 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/items/properties/workflowConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data58.schedule !== undefined){
if(!(validate72(data58.schedule, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig/schedule",parentData:data58,parentDataProperty:"schedule",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(data58.maxAge !== undefined){
if(!(validate74(data58.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig/maxAge",parentData:data58,parentDataProperty:"maxAge",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err86 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/items/properties/workflowConfig/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs",schemaPath:"#/properties/solutions/items/properties/batchInferenceJobs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data44.batchSegmentJobs !== undefined){
let data61 = data44.batchSegmentJobs;
if(Array.isArray(data61)){
const len5 = data61.length;
for(let i5=0; i5<len5; i5++){
let data62 = data61[i5];
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.serviceConfig === undefined){
const err89 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/items/required",keyword:"required",params:{missingProperty: "serviceConfig"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key29 in data62){
if(!((key29 === "serviceConfig") || (key29 === "workflowConfig"))){
const err90 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data62.serviceConfig !== undefined){
if(!(validate275(data62.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/serviceConfig",parentData:data62,parentDataProperty:"serviceConfig",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate275.errors);
errors = vErrors.length;
}
}
if(data62.workflowConfig !== undefined){
let data64 = data62.workflowConfig;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
for(const key30 in data64){
if(!((key30 === "schedule") || (key30 === "maxAge"))){
const err91 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/items/properties/workflowConfig/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data64.schedule !== undefined){
if(!(validate72(data64.schedule, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig/schedule",parentData:data64,parentDataProperty:"schedule",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(data64.maxAge !== undefined){
if(!(validate74(data64.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig/maxAge",parentData:data64,parentDataProperty:"maxAge",rootData,dynamicAnchors}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err92 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig",schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/items/properties/workflowConfig/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs",schemaPath:"#/properties/solutions/items/properties/batchSegmentJobs/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/solutions/" + i2,schemaPath:"#/properties/solutions/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/solutions",schemaPath:"#/properties/solutions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}
validate52.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

function collect(found, more) {
  if (found === null) return more;
  for (let index = 0; index < more.length && found.length < 10000; index += 1) found.push(more[index]);
  return found;
}
