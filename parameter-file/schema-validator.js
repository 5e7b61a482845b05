"use strict";
exports.matchesSchema = validate21;
const func2 = require("ajv/dist/runtime/ucs2length").default;
const pattern0 = new RegExp("^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 128){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 128}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern0.test(data)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 0){
const err1 = {instancePath,keyword:"minLength",params:{limit: 0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern0.test(data)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.tagKey === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "tagKey"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.tagValue === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "tagValue"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!((key0 === "tagKey") || (key0 === "tagValue"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.tagKey !== undefined){
if(!(validate24(data.tagKey, {instancePath:instancePath+"/tagKey",parentData:data,parentDataProperty:"tagKey",rootData}))){
vErrors = collect(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.tagValue !== undefined){
if(!(validate26(data.tagValue, {instancePath:instancePath+"/tagValue",parentData:data,parentDataProperty:"tagValue",rootData}))){
vErrors = collect(vErrors, validate26.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}


function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 50){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 50}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.length < 0){
const err1 = {instancePath,keyword:"minItems",params:{limit: 0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate23(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const pattern2 = new RegExp("^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$", "u");

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 63){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 63}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern2.test(data)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:^[a-zA-Z0-9][a-zA-Z0-9\\-_]*)$"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

const pattern3 = new RegExp("^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$", "u");

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!pattern3.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "^(?:arn:([a-z\\d-]+):iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+)$"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate33.errors = vErrors;
return errors === 0;
}

const pattern4 = new RegExp("^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$", "u");

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 2048){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 2048}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!pattern4.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "^(?:(?=.*$)(?=(arn:aws.*?:kms:))\\1.*?:[0-9]{12}:key/[^]*)$"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate35.errors = vErrors;
return errors === 0;
}

const schema15 = {"type":"string","enum":["ECOMMERCE","VIDEO_ON_DEMAND"]};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!((data === "ECOMMERCE") || (data === "VIDEO_ON_DEMAND"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema15.enum}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}


function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!(((((key0 === "name") || (key0 === "roleArn")) || (key0 === "kmsKeyArn")) || (key0 === "domain")) || (key0 === "tags"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.roleArn !== undefined){
if(!(validate33(data.roleArn, {instancePath:instancePath+"/roleArn",parentData:data,parentDataProperty:"roleArn",rootData}))){
vErrors = collect(vErrors, validate33.errors);
errors = vErrors.length;
}
}
if(data.kmsKeyArn !== undefined){
if(!(validate35(data.kmsKeyArn, {instancePath:instancePath+"/kmsKeyArn",parentData:data,parentDataProperty:"kmsKeyArn",rootData}))){
vErrors = collect(vErrors, validate35.errors);
errors = vErrors.length;
}
}
if(data.domain !== undefined){
if(!(validate37(data.domain, {instancePath:instancePath+"/domain",parentData:data,parentDataProperty:"domain",rootData}))){
vErrors = collect(vErrors, validate37.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":["string","object"],"properties":{"expression":{"type":"string"},"timezone":{"type":"string"},"flexibleTimeWindowMinutes":{"type":"integer","minimum":1,"maximum":1440}},"required":["expression"],"additionalProperties":false};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,keyword:"type",params:{type: schema16.type}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.expression === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "expression"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!(((key0 === "expression") || (key0 === "timezone")) || (key0 === "flexibleTimeWindowMinutes"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.expression !== undefined){
if(typeof data.expression !== "string"){
const err3 = {instancePath:instancePath+"/expression",keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
}
if(data.timezone !== undefined){
if(typeof data.timezone !== "string"){
const err4 = {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err4]);
errors++;
}
}
if(data.flexibleTimeWindowMinutes !== undefined){
let data2 = data.flexibleTimeWindowMinutes;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err5 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",keyword:"type",params:{type: "integer"}};
vErrors = collect(vErrors, [err5]);
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1440 || isNaN(data2)){
const err6 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",keyword:"maximum",params:{comparison: "<=", limit: 1440}};
vErrors = collect(vErrors, [err6]);
errors++;
}
if(data2 < 1 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/flexibleTimeWindowMinutes",keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = collect(vErrors, [err7]);
errors++;
}
}
}
}
validate41.errors = vErrors;
return errors === 0;
}


function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate43.errors = vErrors;
return errors === 0;
}

const schema19 = {"type":"string","enum":["FULL","INCREMENTAL"]};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!((data === "FULL") || (data === "INCREMENTAL"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema19.enum}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}


function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,keyword:"type",params:{type: "boolean"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}


function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "tags") || (key0 === "importMode")) || (key0 === "publishAttributionMetricsToS3"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.importMode !== undefined){
if(!(validate47(data.importMode, {instancePath:instancePath+"/importMode",parentData:data,parentDataProperty:"importMode",rootData}))){
vErrors = collect(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.publishAttributionMetricsToS3 !== undefined){
if(!(validate49(data.publishAttributionMetricsToS3, {instancePath:instancePath+"/publishAttributionMetricsToS3",parentData:data,parentDataProperty:"publishAttributionMetricsToS3",rootData}))){
vErrors = collect(vErrors, validate49.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "tags"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate52.errors = vErrors;
return errors === 0;
}

const schema23 = {"type":["object","string"],"maxLength":20000,"properties":{"type":{},"name":{},"namespace":{},"fields":{},"version":{}}};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "string")){
const err0 = {instancePath,keyword:"type",params:{type: schema23.type}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(typeof data === "string"){
if(func2(data) > 20000){
const err1 = {instancePath,keyword:"maxLength",params:{limit: 20000}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
validate59.errors = vErrors;
return errors === 0;
}


function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.schema === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "domain")) || (key0 === "schema"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.domain !== undefined){
if(!(validate37(data.domain, {instancePath:instancePath+"/domain",parentData:data,parentDataProperty:"domain",rootData}))){
vErrors = collect(vErrors, validate37.errors);
errors = vErrors.length;
}
}
if(data.schema !== undefined){
if(!(validate59(data.schema, {instancePath:instancePath+"/schema",parentData:data,parentDataProperty:"schema",rootData}))){
vErrors = collect(vErrors, validate59.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}


function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!((key0 === "name") || (key0 === "tags"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate70.errors = vErrors;
return errors === 0;
}


function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 2500){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 2500}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate76.errors = vErrors;
return errors === 0;
}


function validate74(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.filterExpression === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "filterExpression"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "filterExpression")) || (key0 === "tags"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.filterExpression !== undefined){
if(!(validate76(data.filterExpression, {instancePath:instancePath+"/filterExpression",parentData:data,parentDataProperty:"filterExpression",rootData}))){
vErrors = collect(vErrors, validate76.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate74.errors = vErrors;
return errors === 0;
}

const pattern5 = new RegExp("^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$", "u");

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!pattern5.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "^(?:arn:[a-z\\d-]+:personalize:[^:\\r\\n\\u2028\\u2029]*:[^:\\r\\n\\u2028\\u2029]*:.+)$"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate82.errors = vErrors;
return errors === 0;
}


function validate86(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 1000){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 1000}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate86.errors = vErrors;
return errors === 0;
}


function validate85(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 100){
const err0 = {instancePath,keyword:"maxProperties",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func2(key0) > 256){
const err1 = {instancePath,keyword:"maxLength",params:{limit: 256},propertyName:key0};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"},propertyName:key0};
vErrors = collect(vErrors, [err2]);
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err3 = {instancePath,keyword:"propertyNames",params:{propertyName: key0}};
vErrors = collect(vErrors, [err3]);
errors++;
}
}
for(const key1 in data){
if(!(validate86(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = collect(vErrors, validate86.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err4]);
errors++;
}
validate85.errors = vErrors;
return errors === 0;
}


function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < 1 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
validate89.errors = vErrors;
return errors === 0;
}

const pattern6 = new RegExp("^(?:^[A-Za-z_]+$)$", "u");
const pattern7 = new RegExp("^(?:[A-Za-z_][A-Za-z\\d_]*)$", "u");

function validate94(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 150){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 150}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!pattern7.test(data)){
const err1 = {instancePath,keyword:"pattern",params:{pattern: "^(?:[A-Za-z_][A-Za-z\\d_]*)$"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate94.errors = vErrors;
return errors === 0;
}


function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 50){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 50}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate94(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate94.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate93.errors = vErrors;
return errors === 0;
}


function validate92(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 3){
const err0 = {instancePath,keyword:"maxProperties",params:{limit: 3}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func2(key0) > 256){
const err1 = {instancePath,keyword:"maxLength",params:{limit: 256},propertyName:key0};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern6.test(key0)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:^[A-Za-z_]+$)$"},propertyName:key0};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"},propertyName:key0};
vErrors = collect(vErrors, [err3]);
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err4 = {instancePath,keyword:"propertyNames",params:{propertyName: key0}};
vErrors = collect(vErrors, [err4]);
errors++;
}
}
for(const key1 in data){
if(!(validate93(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = collect(vErrors, validate93.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err5]);
errors++;
}
validate92.errors = vErrors;
return errors === 0;
}


function validate98(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 3){
const err0 = {instancePath,keyword:"maxProperties",params:{limit: 3}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func2(key0) > 256){
const err1 = {instancePath,keyword:"maxLength",params:{limit: 256},propertyName:key0};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern6.test(key0)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:^[A-Za-z_]+$)$"},propertyName:key0};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"},propertyName:key0};
vErrors = collect(vErrors, [err3]);
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err4 = {instancePath,keyword:"propertyNames",params:{propertyName: key0}};
vErrors = collect(vErrors, [err4]);
errors++;
}
}
for(const key1 in data){
if(!(validate93(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = collect(vErrors, validate93.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err5]);
errors++;
}
validate98.errors = vErrors;
return errors === 0;
}


function validate91(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "excludedDatasetColumns") || (key0 === "includedDatasetColumns"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.excludedDatasetColumns !== undefined){
if(!(validate92(data.excludedDatasetColumns, {instancePath:instancePath+"/excludedDatasetColumns",parentData:data,parentDataProperty:"excludedDatasetColumns",rootData}))){
vErrors = collect(vErrors, validate92.errors);
errors = vErrors.length;
}
}
if(data.includedDatasetColumns !== undefined){
if(!(validate98(data.includedDatasetColumns, {instancePath:instancePath+"/includedDatasetColumns",parentData:data,parentDataProperty:"includedDatasetColumns",rootData}))){
vErrors = collect(vErrors, validate98.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate91.errors = vErrors;
return errors === 0;
}


function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "itemExplorationConfig") || (key0 === "minRecommendationRequestsPerSecond")) || (key0 === "trainingDataConfig")) || (key0 === "enableMetadataWithRecommendations"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate85(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData}))){
vErrors = collect(vErrors, validate85.errors);
errors = vErrors.length;
}
}
if(data.minRecommendationRequestsPerSecond !== undefined){
if(!(validate89(data.minRecommendationRequestsPerSecond, {instancePath:instancePath+"/minRecommendationRequestsPerSecond",parentData:data,parentDataProperty:"minRecommendationRequestsPerSecond",rootData}))){
vErrors = collect(vErrors, validate89.errors);
errors = vErrors.length;
}
}
if(data.trainingDataConfig !== undefined){
if(!(validate91(data.trainingDataConfig, {instancePath:instancePath+"/trainingDataConfig",parentData:data,parentDataProperty:"trainingDataConfig",rootData}))){
vErrors = collect(vErrors, validate91.errors);
errors = vErrors.length;
}
}
if(data.enableMetadataWithRecommendations !== undefined){
if(!(validate49(data.enableMetadataWithRecommendations, {instancePath:instancePath+"/enableMetadataWithRecommendations",parentData:data,parentDataProperty:"enableMetadataWithRecommendations",rootData}))){
vErrors = collect(vErrors, validate49.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate84.errors = vErrors;
return errors === 0;
}


function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.recipeArn === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "recipeArn"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "recipeArn")) || (key0 === "recommenderConfig")) || (key0 === "tags"))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.recipeArn !== undefined){
if(!(validate82(data.recipeArn, {instancePath:instancePath+"/recipeArn",parentData:data,parentDataProperty:"recipeArn",rootData}))){
vErrors = collect(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.recommenderConfig !== undefined){
if(!(validate84(data.recommenderConfig, {instancePath:instancePath+"/recommenderConfig",parentData:data,parentDataProperty:"recommenderConfig",rootData}))){
vErrors = collect(vErrors, validate84.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}

const schema38 = {"type":"object","properties":{"name":{"$ref":"#/$defs/Name"},"performHPO":{"$ref":"#/$defs/Boolean"},"performAutoML":{"$ref":"#/$defs/PerformAutoML"},"performAutoTraining":{"$ref":"#/$defs/PerformAutoTraining"},"performIncrementalUpdate":{"$ref":"#/$defs/PerformIncrementalUpdate"},"recipeArn":{"$ref":"#/$defs/Arn"},"eventType":{"$ref":"#/$defs/EventType"},"solutionConfig":{"$ref":"#/$defs/SolutionConfig"},"tags":{"$ref":"#/$defs/Tags"},"solutionVersion":{"$ref":"#/$defs/CreateSolutionVersionRequest"}},"required":["name","recipeArn"],"additionalProperties":false};
const func19 = Object.prototype.hasOwnProperty;

function validate109(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,keyword:"type",params:{type: "boolean"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate109.errors = vErrors;
return errors === 0;
}


function validate111(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,keyword:"type",params:{type: "boolean"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate111.errors = vErrors;
return errors === 0;
}


function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "boolean"){
const err0 = {instancePath,keyword:"type",params:{type: "boolean"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate113.errors = vErrors;
return errors === 0;
}


function validate116(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate116.errors = vErrors;
return errors === 0;
}

const schema43 = {"type":"object","properties":{"eventValueThreshold":{"$ref":"#/$defs/EventValueThreshold"},"hpoConfig":{"$ref":"#/$defs/HPOConfig"},"algorithmHyperParameters":{"$ref":"#/$defs/HyperParameters"},"featureTransformationParameters":{"$ref":"#/$defs/FeatureTransformationParameters"},"autoMLConfig":{"$ref":"#/$defs/AutoMLConfig"},"eventsConfig":{"$ref":"#/$defs/EventsConfig"},"optimizationObjective":{"$ref":"#/$defs/OptimizationObjective"},"trainingDataConfig":{"$ref":"#/$defs/TrainingDataConfig"},"autoTrainingConfig":{"$ref":"#/$defs/AutoTrainingConfig"}},"additionalProperties":false};

function validate119(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate119.errors = vErrors;
return errors === 0;
}


function validate123(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate123.errors = vErrors;
return errors === 0;
}


function validate125(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate125.errors = vErrors;
return errors === 0;
}


function validate127(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate127.errors = vErrors;
return errors === 0;
}


function validate122(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "type") || (key0 === "metricName")) || (key0 === "metricRegex"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.type !== undefined){
if(!(validate123(data.type, {instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData}))){
vErrors = collect(vErrors, validate123.errors);
errors = vErrors.length;
}
}
if(data.metricName !== undefined){
if(!(validate125(data.metricName, {instancePath:instancePath+"/metricName",parentData:data,parentDataProperty:"metricName",rootData}))){
vErrors = collect(vErrors, validate125.errors);
errors = vErrors.length;
}
}
if(data.metricRegex !== undefined){
if(!(validate127(data.metricRegex, {instancePath:instancePath+"/metricRegex",parentData:data,parentDataProperty:"metricRegex",rootData}))){
vErrors = collect(vErrors, validate127.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate122.errors = vErrors;
return errors === 0;
}


function validate131(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate131.errors = vErrors;
return errors === 0;
}


function validate130(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "maxNumberOfTrainingJobs") || (key0 === "maxParallelTrainingJobs"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.maxNumberOfTrainingJobs !== undefined){
if(!(validate131(data.maxNumberOfTrainingJobs, {instancePath:instancePath+"/maxNumberOfTrainingJobs",parentData:data,parentDataProperty:"maxNumberOfTrainingJobs",rootData}))){
vErrors = collect(vErrors, validate131.errors);
errors = vErrors.length;
}
}
if(data.maxParallelTrainingJobs !== undefined){
if(!(validate131(data.maxParallelTrainingJobs, {instancePath:instancePath+"/maxParallelTrainingJobs",parentData:data,parentDataProperty:"maxParallelTrainingJobs",rootData}))){
vErrors = collect(vErrors, validate131.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate130.errors = vErrors;
return errors === 0;
}


function validate138(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 256){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 256}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate138.errors = vErrors;
return errors === 0;
}


function validate140(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
validate140.errors = vErrors;
return errors === 0;
}


function validate142(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if((typeof data == "number") && (isFinite(data))){
if(data > 1000000 || isNaN(data)){
const err1 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 1000000}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
validate142.errors = vErrors;
return errors === 0;
}


function validate137(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "minValue")) || (key0 === "maxValue"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate138(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate138.errors);
errors = vErrors.length;
}
}
if(data.minValue !== undefined){
if(!(validate140(data.minValue, {instancePath:instancePath+"/minValue",parentData:data,parentDataProperty:"minValue",rootData}))){
vErrors = collect(vErrors, validate140.errors);
errors = vErrors.length;
}
}
if(data.maxValue !== undefined){
if(!(validate142(data.maxValue, {instancePath:instancePath+"/maxValue",parentData:data,parentDataProperty:"maxValue",rootData}))){
vErrors = collect(vErrors, validate142.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate137.errors = vErrors;
return errors === 0;
}


function validate136(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate137(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate137.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate136.errors = vErrors;
return errors === 0;
}


function validate149(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err0 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "number"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate149.errors = vErrors;
return errors === 0;
}


function validate151(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data < -1000000 || isNaN(data)){
const err0 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: -1000000}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "number"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate151.errors = vErrors;
return errors === 0;
}


function validate147(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "minValue")) || (key0 === "maxValue"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate138(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate138.errors);
errors = vErrors.length;
}
}
if(data.minValue !== undefined){
if(!(validate149(data.minValue, {instancePath:instancePath+"/minValue",parentData:data,parentDataProperty:"minValue",rootData}))){
vErrors = collect(vErrors, validate149.errors);
errors = vErrors.length;
}
}
if(data.maxValue !== undefined){
if(!(validate151(data.maxValue, {instancePath:instancePath+"/maxValue",parentData:data,parentDataProperty:"maxValue",rootData}))){
vErrors = collect(vErrors, validate151.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate147.errors = vErrors;
return errors === 0;
}


function validate146(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate147(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate147.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate146.errors = vErrors;
return errors === 0;
}


function validate159(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 1000){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 1000}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate159.errors = vErrors;
return errors === 0;
}


function validate158(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate159(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate159.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate158.errors = vErrors;
return errors === 0;
}


function validate156(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "name") || (key0 === "values"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate138(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate138.errors);
errors = vErrors.length;
}
}
if(data.values !== undefined){
if(!(validate158(data.values, {instancePath:instancePath+"/values",parentData:data,parentDataProperty:"values",rootData}))){
vErrors = collect(vErrors, validate158.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate156.errors = vErrors;
return errors === 0;
}


function validate155(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate156(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate156.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate155.errors = vErrors;
return errors === 0;
}


function validate135(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "integerHyperParameterRanges") || (key0 === "continuousHyperParameterRanges")) || (key0 === "categoricalHyperParameterRanges"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.integerHyperParameterRanges !== undefined){
if(!(validate136(data.integerHyperParameterRanges, {instancePath:instancePath+"/integerHyperParameterRanges",parentData:data,parentDataProperty:"integerHyperParameterRanges",rootData}))){
vErrors = collect(vErrors, validate136.errors);
errors = vErrors.length;
}
}
if(data.continuousHyperParameterRanges !== undefined){
if(!(validate146(data.continuousHyperParameterRanges, {instancePath:instancePath+"/continuousHyperParameterRanges",parentData:data,parentDataProperty:"continuousHyperParameterRanges",rootData}))){
vErrors = collect(vErrors, validate146.errors);
errors = vErrors.length;
}
}
if(data.categoricalHyperParameterRanges !== undefined){
if(!(validate155(data.categoricalHyperParameterRanges, {instancePath:instancePath+"/categoricalHyperParameterRanges",parentData:data,parentDataProperty:"categoricalHyperParameterRanges",rootData}))){
vErrors = collect(vErrors, validate155.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate135.errors = vErrors;
return errors === 0;
}


function validate121(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "hpoObjective") || (key0 === "hpoResourceConfig")) || (key0 === "algorithmHyperParameterRanges"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.hpoObjective !== undefined){
if(!(validate122(data.hpoObjective, {instancePath:instancePath+"/hpoObjective",parentData:data,parentDataProperty:"hpoObjective",rootData}))){
vErrors = collect(vErrors, validate122.errors);
errors = vErrors.length;
}
}
if(data.hpoResourceConfig !== undefined){
if(!(validate130(data.hpoResourceConfig, {instancePath:instancePath+"/hpoResourceConfig",parentData:data,parentDataProperty:"hpoResourceConfig",rootData}))){
vErrors = collect(vErrors, validate130.errors);
errors = vErrors.length;
}
}
if(data.algorithmHyperParameterRanges !== undefined){
if(!(validate135(data.algorithmHyperParameterRanges, {instancePath:instancePath+"/algorithmHyperParameterRanges",parentData:data,parentDataProperty:"algorithmHyperParameterRanges",rootData}))){
vErrors = collect(vErrors, validate135.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate121.errors = vErrors;
return errors === 0;
}


function validate167(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 100){
const err0 = {instancePath,keyword:"maxProperties",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 === "string"){
if(func2(key0) > 256){
const err1 = {instancePath,keyword:"maxLength",params:{limit: 256},propertyName:key0};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"},propertyName:key0};
vErrors = collect(vErrors, [err2]);
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err3 = {instancePath,keyword:"propertyNames",params:{propertyName: key0}};
vErrors = collect(vErrors, [err3]);
errors++;
}
}
for(const key1 in data){
if(!(validate86(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = collect(vErrors, validate86.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err4]);
errors++;
}
validate167.errors = vErrors;
return errors === 0;
}


function validate172(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 100){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 100}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate82(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate172.errors = vErrors;
return errors === 0;
}


function validate170(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "metricName") || (key0 === "recipeList"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.metricName !== undefined){
if(!(validate125(data.metricName, {instancePath:instancePath+"/metricName",parentData:data,parentDataProperty:"metricName",rootData}))){
vErrors = collect(vErrors, validate125.errors);
errors = vErrors.length;
}
}
if(data.recipeList !== undefined){
if(!(validate172(data.recipeList, {instancePath:instancePath+"/recipeList",parentData:data,parentDataProperty:"recipeList",rootData}))){
vErrors = collect(vErrors, validate172.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate170.errors = vErrors;
return errors === 0;
}


function validate180(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!((typeof data == "number") && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "number"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate180.errors = vErrors;
return errors === 0;
}


function validate182(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 1 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 1}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate182.errors = vErrors;
return errors === 0;
}


function validate178(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "eventType") || (key0 === "eventValueThreshold")) || (key0 === "weight"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.eventType !== undefined){
if(!(validate116(data.eventType, {instancePath:instancePath+"/eventType",parentData:data,parentDataProperty:"eventType",rootData}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.eventValueThreshold !== undefined){
if(!(validate180(data.eventValueThreshold, {instancePath:instancePath+"/eventValueThreshold",parentData:data,parentDataProperty:"eventValueThreshold",rootData}))){
vErrors = collect(vErrors, validate180.errors);
errors = vErrors.length;
}
}
if(data.weight !== undefined){
if(!(validate182(data.weight, {instancePath:instancePath+"/weight",parentData:data,parentDataProperty:"weight",rootData}))){
vErrors = collect(vErrors, validate182.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate178.errors = vErrors;
return errors === 0;
}


function validate177(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
if(data.length > 10){
const err0 = {instancePath,keyword:"maxItems",params:{limit: 10}};
vErrors = collect(vErrors, [err0]);
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(!(validate178(data[i0], {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData}))){
vErrors = collect(vErrors, validate178.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate177.errors = vErrors;
return errors === 0;
}


function validate176(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "eventParametersList")){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.eventParametersList !== undefined){
if(!(validate177(data.eventParametersList, {instancePath:instancePath+"/eventParametersList",parentData:data,parentDataProperty:"eventParametersList",rootData}))){
vErrors = collect(vErrors, validate177.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate176.errors = vErrors;
return errors === 0;
}


function validate188(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 150){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 150}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate188.errors = vErrors;
return errors === 0;
}

const schema76 = {"type":"string","enum":["LOW","MEDIUM","HIGH","OFF"]};

function validate190(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!((((data === "LOW") || (data === "MEDIUM")) || (data === "HIGH")) || (data === "OFF"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema76.enum}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate190.errors = vErrors;
return errors === 0;
}


function validate187(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "itemAttribute") || (key0 === "objectiveSensitivity"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.itemAttribute !== undefined){
if(!(validate188(data.itemAttribute, {instancePath:instancePath+"/itemAttribute",parentData:data,parentDataProperty:"itemAttribute",rootData}))){
vErrors = collect(vErrors, validate188.errors);
errors = vErrors.length;
}
}
if(data.objectiveSensitivity !== undefined){
if(!(validate190(data.objectiveSensitivity, {instancePath:instancePath+"/objectiveSensitivity",parentData:data,parentDataProperty:"objectiveSensitivity",rootData}))){
vErrors = collect(vErrors, validate190.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate187.errors = vErrors;
return errors === 0;
}

const pattern9 = new RegExp("^(?:rate\\(\\d+ days?\\))$", "u");

function validate195(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data === "string"){
if(func2(data) > 16){
const err0 = {instancePath,keyword:"maxLength",params:{limit: 16}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(func2(data) < 1){
const err1 = {instancePath,keyword:"minLength",params:{limit: 1}};
vErrors = collect(vErrors, [err1]);
errors++;
}
if(!pattern9.test(data)){
const err2 = {instancePath,keyword:"pattern",params:{pattern: "^(?:rate\\(\\d+ days?\\))$"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate195.errors = vErrors;
return errors === 0;
}


function validate194(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "schedulingExpression")){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.schedulingExpression !== undefined){
if(!(validate195(data.schedulingExpression, {instancePath:instancePath+"/schedulingExpression",parentData:data,parentDataProperty:"schedulingExpression",rootData}))){
vErrors = collect(vErrors, validate195.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate194.errors = vErrors;
return errors === 0;
}


function validate118(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func19.call(schema43.properties, key0))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.eventValueThreshold !== undefined){
if(!(validate119(data.eventValueThreshold, {instancePath:instancePath+"/eventValueThreshold",parentData:data,parentDataProperty:"eventValueThreshold",rootData}))){
vErrors = collect(vErrors, validate119.errors);
errors = vErrors.length;
}
}
if(data.hpoConfig !== undefined){
if(!(validate121(data.hpoConfig, {instancePath:instancePath+"/hpoConfig",parentData:data,parentDataProperty:"hpoConfig",rootData}))){
vErrors = collect(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.algorithmHyperParameters !== undefined){
if(!(validate85(data.algorithmHyperParameters, {instancePath:instancePath+"/algorithmHyperParameters",parentData:data,parentDataProperty:"algorithmHyperParameters",rootData}))){
vErrors = collect(vErrors, validate85.errors);
errors = vErrors.length;
}
}
if(data.featureTransformationParameters !== undefined){
if(!(validate167(data.featureTransformationParameters, {instancePath:instancePath+"/featureTransformationParameters",parentData:data,parentDataProperty:"featureTransformationParameters",rootData}))){
vErrors = collect(vErrors, validate167.errors);
errors = vErrors.length;
}
}
if(data.autoMLConfig !== undefined){
if(!(validate170(data.autoMLConfig, {instancePath:instancePath+"/autoMLConfig",parentData:data,parentDataProperty:"autoMLConfig",rootData}))){
vErrors = collect(vErrors, validate170.errors);
errors = vErrors.length;
}
}
if(data.eventsConfig !== undefined){
if(!(validate176(data.eventsConfig, {instancePath:instancePath+"/eventsConfig",parentData:data,parentDataProperty:"eventsConfig",rootData}))){
vErrors = collect(vErrors, validate176.errors);
errors = vErrors.length;
}
}
if(data.optimizationObjective !== undefined){
if(!(validate187(data.optimizationObjective, {instancePath:instancePath+"/optimizationObjective",parentData:data,parentDataProperty:"optimizationObjective",rootData}))){
vErrors = collect(vErrors, validate187.errors);
errors = vErrors.length;
}
}
if(data.trainingDataConfig !== undefined){
if(!(validate91(data.trainingDataConfig, {instancePath:instancePath+"/trainingDataConfig",parentData:data,parentDataProperty:"trainingDataConfig",rootData}))){
vErrors = collect(vErrors, validate91.errors);
errors = vErrors.length;
}
}
if(data.autoTrainingConfig !== undefined){
if(!(validate194(data.autoTrainingConfig, {instancePath:instancePath+"/autoTrainingConfig",parentData:data,parentDataProperty:"autoTrainingConfig",rootData}))){
vErrors = collect(vErrors, validate194.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate118.errors = vErrors;
return errors === 0;
}

const schema80 = {"type":"string","enum":["FULL","UPDATE","AUTOTRAIN"]};

function validate202(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!(((data === "FULL") || (data === "UPDATE")) || (data === "AUTOTRAIN"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema80.enum}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate202.errors = vErrors;
return errors === 0;
}


function validate200(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "trainingMode")) || (key0 === "tags"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.trainingMode !== undefined){
if(!(validate202(data.trainingMode, {instancePath:instancePath+"/trainingMode",parentData:data,parentDataProperty:"trainingMode",rootData}))){
vErrors = collect(vErrors, validate202.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate200.errors = vErrors;
return errors === 0;
}


function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data.recipeArn === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "recipeArn"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
for(const key0 in data){
if(!(func19.call(schema38.properties, key0))){
const err2 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.performHPO !== undefined){
if(!(validate49(data.performHPO, {instancePath:instancePath+"/performHPO",parentData:data,parentDataProperty:"performHPO",rootData}))){
vErrors = collect(vErrors, validate49.errors);
errors = vErrors.length;
}
}
if(data.performAutoML !== undefined){
if(!(validate109(data.performAutoML, {instancePath:instancePath+"/performAutoML",parentData:data,parentDataProperty:"performAutoML",rootData}))){
vErrors = collect(vErrors, validate109.errors);
errors = vErrors.length;
}
}
if(data.performAutoTraining !== undefined){
if(!(validate111(data.performAutoTraining, {instancePath:instancePath+"/performAutoTraining",parentData:data,parentDataProperty:"performAutoTraining",rootData}))){
vErrors = collect(vErrors, validate111.errors);
errors = vErrors.length;
}
}
if(data.performIncrementalUpdate !== undefined){
if(!(validate113(data.performIncrementalUpdate, {instancePath:instancePath+"/performIncrementalUpdate",parentData:data,parentDataProperty:"performIncrementalUpdate",rootData}))){
vErrors = collect(vErrors, validate113.errors);
errors = vErrors.length;
}
}
if(data.recipeArn !== undefined){
if(!(validate82(data.recipeArn, {instancePath:instancePath+"/recipeArn",parentData:data,parentDataProperty:"recipeArn",rootData}))){
vErrors = collect(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.eventType !== undefined){
if(!(validate116(data.eventType, {instancePath:instancePath+"/eventType",parentData:data,parentDataProperty:"eventType",rootData}))){
vErrors = collect(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.solutionConfig !== undefined){
if(!(validate118(data.solutionConfig, {instancePath:instancePath+"/solutionConfig",parentData:data,parentDataProperty:"solutionConfig",rootData}))){
vErrors = collect(vErrors, validate118.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.solutionVersion !== undefined){
if(!(validate200(data.solutionVersion, {instancePath:instancePath+"/solutionVersion",parentData:data,parentDataProperty:"solutionVersion",rootData}))){
vErrors = collect(vErrors, validate200.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate106.errors = vErrors;
return errors === 0;
}

const schema83 = {"type":"object","propertyNames":{"type":"string","enum":["POPULARITY","FRESHNESS"]},"additionalProperties":{"$ref":"#/$defs/RankingInfluenceWeight"}};

function validate219(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data == "number") && (isFinite(data))){
if(data > 1 || isNaN(data)){
const err0 = {instancePath,keyword:"maximum",params:{comparison: "<=", limit: 1}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(data < 0 || isNaN(data)){
const err1 = {instancePath,keyword:"minimum",params:{comparison: ">=", limit: 0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "number"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate219.errors = vErrors;
return errors === 0;
}


function validate218(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(typeof key0 !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"},propertyName:key0};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!((key0 === "POPULARITY") || (key0 === "FRESHNESS"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema83.propertyNames.enum},propertyName:key0};
vErrors = collect(vErrors, [err1]);
errors++;
}
var valid0 = _errs1 === errors;
if(!valid0){
const err2 = {instancePath,keyword:"propertyNames",params:{propertyName: key0}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
for(const key1 in data){
if(!(validate219(data[key1], {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key1,rootData}))){
vErrors = collect(vErrors, validate219.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
validate218.errors = vErrors;
return errors === 0;
}


function validate214(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "itemExplorationConfig") || (key0 === "enableMetadataWithRecommendations")) || (key0 === "syncWithLatestSolutionVersion")) || (key0 === "rankingInfluence"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate85(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData}))){
vErrors = collect(vErrors, validate85.errors);
errors = vErrors.length;
}
}
if(data.enableMetadataWithRecommendations !== undefined){
if(!(validate49(data.enableMetadataWithRecommendations, {instancePath:instancePath+"/enableMetadataWithRecommendations",parentData:data,parentDataProperty:"enableMetadataWithRecommendations",rootData}))){
vErrors = collect(vErrors, validate49.errors);
errors = vErrors.length;
}
}
if(data.syncWithLatestSolutionVersion !== undefined){
if(!(validate49(data.syncWithLatestSolutionVersion, {instancePath:instancePath+"/syncWithLatestSolutionVersion",parentData:data,parentDataProperty:"syncWithLatestSolutionVersion",rootData}))){
vErrors = collect(vErrors, validate49.errors);
errors = vErrors.length;
}
}
if(data.rankingInfluence !== undefined){
if(!(validate218(data.rankingInfluence, {instancePath:instancePath+"/rankingInfluence",parentData:data,parentDataProperty:"rankingInfluence",rootData}))){
vErrors = collect(vErrors, validate218.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate214.errors = vErrors;
return errors === 0;
}


function validate211(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "name"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!((((key0 === "name") || (key0 === "minProvisionedTPS")) || (key0 === "campaignConfig")) || (key0 === "tags"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.name !== undefined){
if(!(validate31(data.name, {instancePath:instancePath+"/name",parentData:data,parentDataProperty:"name",rootData}))){
vErrors = collect(vErrors, validate31.errors);
errors = vErrors.length;
}
}
if(data.minProvisionedTPS !== undefined){
if(!(validate89(data.minProvisionedTPS, {instancePath:instancePath+"/minProvisionedTPS",parentData:data,parentDataProperty:"minProvisionedTPS",rootData}))){
vErrors = collect(vErrors, validate89.errors);
errors = vErrors.length;
}
}
if(data.campaignConfig !== undefined){
if(!(validate214(data.campaignConfig, {instancePath:instancePath+"/campaignConfig",parentData:data,parentDataProperty:"campaignConfig",rootData}))){
vErrors = collect(vErrors, validate214.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate211.errors = vErrors;
return errors === 0;
}


function validate227(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(((typeof data == "number") && (!(data % 1) && !isNaN(data))) && (isFinite(data)))){
const err0 = {instancePath,keyword:"type",params:{type: "integer"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
validate227.errors = vErrors;
return errors === 0;
}


function validate229(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "itemExplorationConfig") || (key0 === "rankingInfluence"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.itemExplorationConfig !== undefined){
if(!(validate85(data.itemExplorationConfig, {instancePath:instancePath+"/itemExplorationConfig",parentData:data,parentDataProperty:"itemExplorationConfig",rootData}))){
vErrors = collect(vErrors, validate85.errors);
errors = vErrors.length;
}
}
if(data.rankingInfluence !== undefined){
if(!(validate218(data.rankingInfluence, {instancePath:instancePath+"/rankingInfluence",parentData:data,parentDataProperty:"rankingInfluence",rootData}))){
vErrors = collect(vErrors, validate218.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate229.errors = vErrors;
return errors === 0;
}

const schema88 = {"type":"string","enum":["BATCH_INFERENCE","THEME_GENERATION"]};

function validate234(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
const err0 = {instancePath,keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
if(!((data === "BATCH_INFERENCE") || (data === "THEME_GENERATION"))){
const err1 = {instancePath,keyword:"enum",params:{allowedValues: schema88.enum}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate234.errors = vErrors;
return errors === 0;
}


function validate237(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.itemName === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "itemName"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!(key0 === "itemName")){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.itemName !== undefined){
if(!(validate94(data.itemName, {instancePath:instancePath+"/itemName",parentData:data,parentDataProperty:"itemName",rootData}))){
vErrors = collect(vErrors, validate94.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate237.errors = vErrors;
return errors === 0;
}


function validate236(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.fieldsForThemeGeneration === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "fieldsForThemeGeneration"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!(key0 === "fieldsForThemeGeneration")){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.fieldsForThemeGeneration !== undefined){
if(!(validate237(data.fieldsForThemeGeneration, {instancePath:instancePath+"/fieldsForThemeGeneration",parentData:data,parentDataProperty:"fieldsForThemeGeneration",rootData}))){
vErrors = collect(vErrors, validate237.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
validate236.errors = vErrors;
return errors === 0;
}


function validate225(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((key0 === "filterArn") || (key0 === "numResults")) || (key0 === "batchInferenceJobConfig")) || (key0 === "tags")) || (key0 === "batchInferenceJobMode")) || (key0 === "themeGenerationConfig"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.filterArn !== undefined){
if(!(validate82(data.filterArn, {instancePath:instancePath+"/filterArn",parentData:data,parentDataProperty:"filterArn",rootData}))){
vErrors = collect(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.numResults !== undefined){
if(!(validate227(data.numResults, {instancePath:instancePath+"/numResults",parentData:data,parentDataProperty:"numResults",rootData}))){
vErrors = collect(vErrors, validate227.errors);
errors = vErrors.length;
}
}
if(data.batchInferenceJobConfig !== undefined){
if(!(validate229(data.batchInferenceJobConfig, {instancePath:instancePath+"/batchInferenceJobConfig",parentData:data,parentDataProperty:"batchInferenceJobConfig",rootData}))){
vErrors = collect(vErrors, validate229.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.batchInferenceJobMode !== undefined){
if(!(validate234(data.batchInferenceJobMode, {instancePath:instancePath+"/batchInferenceJobMode",parentData:data,parentDataProperty:"batchInferenceJobMode",rootData}))){
vErrors = collect(vErrors, validate234.errors);
errors = vErrors.length;
}
}
if(data.themeGenerationConfig !== undefined){
if(!(validate236(data.themeGenerationConfig, {instancePath:instancePath+"/themeGenerationConfig",parentData:data,parentDataProperty:"themeGenerationConfig",rootData}))){
vErrors = collect(vErrors, validate236.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate225.errors = vErrors;
return errors === 0;
}


function validate244(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "filterArn") || (key0 === "numResults")) || (key0 === "tags"))){
const err0 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err0]);
errors++;
}
}
if(data.filterArn !== undefined){
if(!(validate82(data.filterArn, {instancePath:instancePath+"/filterArn",parentData:data,parentDataProperty:"filterArn",rootData}))){
vErrors = collect(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.numResults !== undefined){
if(!(validate227(data.numResults, {instancePath:instancePath+"/numResults",parentData:data,parentDataProperty:"numResults",rootData}))){
vErrors = collect(vErrors, validate227.errors);
errors = vErrors.length;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err1]);
errors++;
}
validate244.errors = vErrors;
return errors === 0;
}


function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.datasetGroup === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "datasetGroup"}};
vErrors = collect(vErrors, [err0]);
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "$schema") || (key0 === "tags")) || (key0 === "datasetGroup")) || (key0 === "datasets")) || (key0 === "eventTracker")) || (key0 === "filters")) || (key0 === "recommenders")) || (key0 === "solutions"))){
const err1 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
vErrors = collect(vErrors, [err1]);
errors++;
}
}
if(data.$schema !== undefined){
if(typeof data.$schema !== "string"){
const err2 = {instancePath:instancePath+"/$schema",keyword:"type",params:{type: "string"}};
vErrors = collect(vErrors, [err2]);
errors++;
}
}
if(data.tags !== undefined){
if(!(validate22(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = collect(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.datasetGroup !== undefined){
let data2 = data.datasetGroup;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.serviceConfig === undefined){
const err3 = {instancePath:instancePath+"/datasetGroup",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err3]);
errors++;
}
for(const key1 in data2){
if(!((key1 === "serviceConfig") || (key1 === "workflowConfig"))){
const err4 = {instancePath:instancePath+"/datasetGroup",keyword:"additionalProperties",params:{additionalProperty: key1}};
vErrors = collect(vErrors, [err4]);
errors++;
}
}
if(data2.serviceConfig !== undefined){
if(!(validate30(data2.serviceConfig, {instancePath:instancePath+"/datasetGroup/serviceConfig",parentData:data2,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data2.workflowConfig !== undefined){
let data4 = data2.workflowConfig;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!((key2 === "schedules") || (key2 === "maxAge"))){
const err5 = {instancePath:instancePath+"/datasetGroup/workflowConfig",keyword:"additionalProperties",params:{additionalProperty: key2}};
vErrors = collect(vErrors, [err5]);
errors++;
}
}
if(data4.schedules !== undefined){
let data5 = data4.schedules;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key3 in data5){
if(!(key3 === "import")){
const err6 = {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules",keyword:"additionalProperties",params:{additionalProperty: key3}};
vErrors = collect(vErrors, [err6]);
errors++;
}
}
if(data5.import !== undefined){
if(!(validate41(data5.import, {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules/import",parentData:data5,parentDataProperty:"import",rootData}))){
vErrors = collect(vErrors, validate41.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/datasetGroup/workflowConfig/schedules",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err7]);
errors++;
}
}
if(data4.maxAge !== undefined){
if(!(validate43(data4.maxAge, {instancePath:instancePath+"/datasetGroup/workflowConfig/maxAge",parentData:data4,parentDataProperty:"maxAge",rootData}))){
vErrors = collect(vErrors, validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/datasetGroup/workflowConfig",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err8]);
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/datasetGroup",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err9]);
errors++;
}
}
if(data.datasets !== undefined){
let data8 = data.datasets;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key4 in data8){
if(!((((((key4 === "serviceConfig") || (key4 === "interactions")) || (key4 === "items")) || (key4 === "users")) || (key4 === "actions")) || (key4 === "actionInteractions"))){
const err10 = {instancePath:instancePath+"/datasets",keyword:"additionalProperties",params:{additionalProperty: key4}};
vErrors = collect(vErrors, [err10]);
errors++;
}
}
if(data8.serviceConfig !== undefined){
if(!(validate45(data8.serviceConfig, {instancePath:instancePath+"/datasets/serviceConfig",parentData:data8,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data8.interactions !== undefined){
let data10 = data8.interactions;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.dataset === undefined){
const err11 = {instancePath:instancePath+"/datasets/interactions",keyword:"required",params:{missingProperty: "dataset"}};
vErrors = collect(vErrors, [err11]);
errors++;
}
if(data10.schema === undefined){
const err12 = {instancePath:instancePath+"/datasets/interactions",keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err12]);
errors++;
}
for(const key5 in data10){
if(!((key5 === "dataset") || (key5 === "schema"))){
const err13 = {instancePath:instancePath+"/datasets/interactions",keyword:"additionalProperties",params:{additionalProperty: key5}};
vErrors = collect(vErrors, [err13]);
errors++;
}
}
if(data10.dataset !== undefined){
let data11 = data10.dataset;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.serviceConfig === undefined){
const err14 = {instancePath:instancePath+"/datasets/interactions/dataset",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err14]);
errors++;
}
for(const key6 in data11){
if(!(key6 === "serviceConfig")){
const err15 = {instancePath:instancePath+"/datasets/interactions/dataset",keyword:"additionalProperties",params:{additionalProperty: key6}};
vErrors = collect(vErrors, [err15]);
errors++;
}
}
if(data11.serviceConfig !== undefined){
if(!(validate52(data11.serviceConfig, {instancePath:instancePath+"/datasets/interactions/dataset/serviceConfig",parentData:data11,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/datasets/interactions/dataset",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err16]);
errors++;
}
}
if(data10.schema !== undefined){
let data13 = data10.schema;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(data13.serviceConfig === undefined){
const err17 = {instancePath:instancePath+"/datasets/interactions/schema",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err17]);
errors++;
}
for(const key7 in data13){
if(!(key7 === "serviceConfig")){
const err18 = {instancePath:instancePath+"/datasets/interactions/schema",keyword:"additionalProperties",params:{additionalProperty: key7}};
vErrors = collect(vErrors, [err18]);
errors++;
}
}
if(data13.serviceConfig !== undefined){
if(!(validate56(data13.serviceConfig, {instancePath:instancePath+"/datasets/interactions/schema/serviceConfig",parentData:data13,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err19 = {instancePath:instancePath+"/datasets/interactions/schema",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err19]);
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/datasets/interactions",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err20]);
errors++;
}
}
if(data8.items !== undefined){
let data15 = data8.items;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.dataset === undefined){
const err21 = {instancePath:instancePath+"/datasets/items",keyword:"required",params:{missingProperty: "dataset"}};
vErrors = collect(vErrors, [err21]);
errors++;
}
if(data15.schema === undefined){
const err22 = {instancePath:instancePath+"/datasets/items",keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err22]);
errors++;
}
for(const key8 in data15){
if(!((key8 === "dataset") || (key8 === "schema"))){
const err23 = {instancePath:instancePath+"/datasets/items",keyword:"additionalProperties",params:{additionalProperty: key8}};
vErrors = collect(vErrors, [err23]);
errors++;
}
}
if(data15.dataset !== undefined){
let data16 = data15.dataset;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.serviceConfig === undefined){
const err24 = {instancePath:instancePath+"/datasets/items/dataset",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err24]);
errors++;
}
for(const key9 in data16){
if(!(key9 === "serviceConfig")){
const err25 = {instancePath:instancePath+"/datasets/items/dataset",keyword:"additionalProperties",params:{additionalProperty: key9}};
vErrors = collect(vErrors, [err25]);
errors++;
}
}
if(data16.serviceConfig !== undefined){
if(!(validate52(data16.serviceConfig, {instancePath:instancePath+"/datasets/items/dataset/serviceConfig",parentData:data16,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err26 = {instancePath:instancePath+"/datasets/items/dataset",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err26]);
errors++;
}
}
if(data15.schema !== undefined){
let data18 = data15.schema;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.serviceConfig === undefined){
const err27 = {instancePath:instancePath+"/datasets/items/schema",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err27]);
errors++;
}
for(const key10 in data18){
if(!(key10 === "serviceConfig")){
const err28 = {instancePath:instancePath+"/datasets/items/schema",keyword:"additionalProperties",params:{additionalProperty: key10}};
vErrors = collect(vErrors, [err28]);
errors++;
}
}
if(data18.serviceConfig !== undefined){
if(!(validate56(data18.serviceConfig, {instancePath:instancePath+"/datasets/items/schema/serviceConfig",parentData:data18,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err29 = {instancePath:instancePath+"/datasets/items/schema",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err29]);
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/datasets/items",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err30]);
errors++;
}
}
if(data8.users !== undefined){
let data20 = data8.users;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.dataset === undefined){
const err31 = {instancePath:instancePath+"/datasets/users",keyword:"required",params:{missingProperty: "dataset"}};
vErrors = collect(vErrors, [err31]);
errors++;
}
if(data20.schema === undefined){
const err32 = {instancePath:instancePath+"/datasets/users",keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err32]);
errors++;
}
for(const key11 in data20){
if(!((key11 === "dataset") || (key11 === "schema"))){
const err33 = {instancePath:instancePath+"/datasets/users",keyword:"additionalProperties",params:{additionalProperty: key11}};
vErrors = collect(vErrors, [err33]);
errors++;
}
}
if(data20.dataset !== undefined){
let data21 = data20.dataset;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.serviceConfig === undefined){
const err34 = {instancePath:instancePath+"/datasets/users/dataset",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err34]);
errors++;
}
for(const key12 in data21){
if(!(key12 === "serviceConfig")){
const err35 = {instancePath:instancePath+"/datasets/users/dataset",keyword:"additionalProperties",params:{additionalProperty: key12}};
vErrors = collect(vErrors, [err35]);
errors++;
}
}
if(data21.serviceConfig !== undefined){
if(!(validate52(data21.serviceConfig, {instancePath:instancePath+"/datasets/users/dataset/serviceConfig",parentData:data21,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/datasets/users/dataset",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err36]);
errors++;
}
}
if(data20.schema !== undefined){
let data23 = data20.schema;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.serviceConfig === undefined){
const err37 = {instancePath:instancePath+"/datasets/users/schema",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err37]);
errors++;
}
for(const key13 in data23){
if(!(key13 === "serviceConfig")){
const err38 = {instancePath:instancePath+"/datasets/users/schema",keyword:"additionalProperties",params:{additionalProperty: key13}};
vErrors = collect(vErrors, [err38]);
errors++;
}
}
if(data23.serviceConfig !== undefined){
if(!(validate56(data23.serviceConfig, {instancePath:instancePath+"/datasets/users/schema/serviceConfig",parentData:data23,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err39 = {instancePath:instancePath+"/datasets/users/schema",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err39]);
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/datasets/users",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err40]);
errors++;
}
}
if(data8.actions !== undefined){
let data25 = data8.actions;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.dataset === undefined){
const err41 = {instancePath:instancePath+"/datasets/actions",keyword:"required",params:{missingProperty: "dataset"}};
vErrors = collect(vErrors, [err41]);
errors++;
}
if(data25.schema === undefined){
const err42 = {instancePath:instancePath+"/datasets/actions",keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err42]);
errors++;
}
for(const key14 in data25){
if(!((key14 === "dataset") || (key14 === "schema"))){
const err43 = {instancePath:instancePath+"/datasets/actions",keyword:"additionalProperties",params:{additionalProperty: key14}};
vErrors = collect(vErrors, [err43]);
errors++;
}
}
if(data25.dataset !== undefined){
let data26 = data25.dataset;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.serviceConfig === undefined){
const err44 = {instancePath:instancePath+"/datasets/actions/dataset",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err44]);
errors++;
}
for(const key15 in data26){
if(!(key15 === "serviceConfig")){
const err45 = {instancePath:instancePath+"/datasets/actions/dataset",keyword:"additionalProperties",params:{additionalProperty: key15}};
vErrors = collect(vErrors, [err45]);
errors++;
}
}
if(data26.serviceConfig !== undefined){
if(!(validate52(data26.serviceConfig, {instancePath:instancePath+"/datasets/actions/dataset/serviceConfig",parentData:data26,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err46 = {instancePath:instancePath+"/datasets/actions/dataset",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err46]);
errors++;
}
}
if(data25.schema !== undefined){
let data28 = data25.schema;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.serviceConfig === undefined){
const err47 = {instancePath:instancePath+"/datasets/actions/schema",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err47]);
errors++;
}
for(const key16 in data28){
if(!(key16 === "serviceConfig")){
const err48 = {instancePath:instancePath+"/datasets/actions/schema",keyword:"additionalProperties",params:{additionalProperty: key16}};
vErrors = collect(vErrors, [err48]);
errors++;
}
}
if(data28.serviceConfig !== undefined){
if(!(validate56(data28.serviceConfig, {instancePath:instancePath+"/datasets/actions/schema/serviceConfig",parentData:data28,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err49 = {instancePath:instancePath+"/datasets/actions/schema",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err49]);
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/datasets/actions",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err50]);
errors++;
}
}
if(data8.actionInteractions !== undefined){
let data30 = data8.actionInteractions;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.dataset === undefined){
const err51 = {instancePath:instancePath+"/datasets/actionInteractions",keyword:"required",params:{missingProperty: "dataset"}};
vErrors = collect(vErrors, [err51]);
errors++;
}
if(data30.schema === undefined){
const err52 = {instancePath:instancePath+"/datasets/actionInteractions",keyword:"required",params:{missingProperty: "schema"}};
vErrors = collect(vErrors, [err52]);
errors++;
}
for(const key17 in data30){
if(!((key17 === "dataset") || (key17 === "schema"))){
const err53 = {instancePath:instancePath+"/datasets/actionInteractions",keyword:"additionalProperties",params:{additionalProperty: key17}};
vErrors = collect(vErrors, [err53]);
errors++;
}
}
if(data30.dataset !== undefined){
let data31 = data30.dataset;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.serviceConfig === undefined){
const err54 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err54]);
errors++;
}
for(const key18 in data31){
if(!(key18 === "serviceConfig")){
const err55 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",keyword:"additionalProperties",params:{additionalProperty: key18}};
vErrors = collect(vErrors, [err55]);
errors++;
}
}
if(data31.serviceConfig !== undefined){
if(!(validate52(data31.serviceConfig, {instancePath:instancePath+"/datasets/actionInteractions/dataset/serviceConfig",parentData:data31,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate52.errors);
errors = vErrors.length;
}
}
}
else {
const err56 = {instancePath:instancePath+"/datasets/actionInteractions/dataset",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err56]);
errors++;
}
}
if(data30.schema !== undefined){
let data33 = data30.schema;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.serviceConfig === undefined){
const err57 = {instancePath:instancePath+"/datasets/actionInteractions/schema",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err57]);
errors++;
}
for(const key19 in data33){
if(!(key19 === "serviceConfig")){
const err58 = {instancePath:instancePath+"/datasets/actionInteractions/schema",keyword:"additionalProperties",params:{additionalProperty: key19}};
vErrors = collect(vErrors, [err58]);
errors++;
}
}
if(data33.serviceConfig !== undefined){
if(!(validate56(data33.serviceConfig, {instancePath:instancePath+"/datasets/actionInteractions/schema/serviceConfig",parentData:data33,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err59 = {instancePath:instancePath+"/datasets/actionInteractions/schema",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err59]);
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/datasets/actionInteractions",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err60]);
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/datasets",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err61]);
errors++;
}
}
if(data.eventTracker !== undefined){
let data35 = data.eventTracker;
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.serviceConfig === undefined){
const err62 = {instancePath:instancePath+"/eventTracker",keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err62]);
errors++;
}
for(const key20 in data35){
if(!(key20 === "serviceConfig")){
const err63 = {instancePath:instancePath+"/eventTracker",keyword:"additionalProperties",params:{additionalProperty: key20}};
vErrors = collect(vErrors, [err63]);
errors++;
}
}
if(data35.serviceConfig !== undefined){
if(!(validate70(data35.serviceConfig, {instancePath:instancePath+"/eventTracker/serviceConfig",parentData:data35,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate70.errors);
errors = vErrors.length;
}
}
}
else {
const err64 = {instancePath:instancePath+"/eventTracker",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err64]);
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
const err65 = {instancePath:instancePath+"/filters/" + i0,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err65]);
errors++;
}
for(const key21 in data38){
if(!(key21 === "serviceConfig")){
const err66 = {instancePath:instancePath+"/filters/" + i0,keyword:"additionalProperties",params:{additionalProperty: key21}};
vErrors = collect(vErrors, [err66]);
errors++;
}
}
if(data38.serviceConfig !== undefined){
if(!(validate74(data38.serviceConfig, {instancePath:instancePath+"/filters/" + i0+"/serviceConfig",parentData:data38,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate74.errors);
errors = vErrors.length;
}
}
}
else {
const err67 = {instancePath:instancePath+"/filters/" + i0,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err67]);
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/filters",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err68]);
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
const err69 = {instancePath:instancePath+"/recommenders/" + i1,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err69]);
errors++;
}
for(const key22 in data41){
if(!(key22 === "serviceConfig")){
const err70 = {instancePath:instancePath+"/recommenders/" + i1,keyword:"additionalProperties",params:{additionalProperty: key22}};
vErrors = collect(vErrors, [err70]);
errors++;
}
}
if(data41.serviceConfig !== undefined){
if(!(validate80(data41.serviceConfig, {instancePath:instancePath+"/recommenders/" + i1+"/serviceConfig",parentData:data41,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate80.errors);
errors = vErrors.length;
}
}
}
else {
const err71 = {instancePath:instancePath+"/recommenders/" + i1,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err71]);
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/recommenders",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err72]);
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
const err73 = {instancePath:instancePath+"/solutions/" + i2,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err73]);
errors++;
}
for(const key23 in data44){
if(!(((((key23 === "serviceConfig") || (key23 === "workflowConfig")) || (key23 === "campaigns")) || (key23 === "batchInferenceJobs")) || (key23 === "batchSegmentJobs"))){
const err74 = {instancePath:instancePath+"/solutions/" + i2,keyword:"additionalProperties",params:{additionalProperty: key23}};
vErrors = collect(vErrors, [err74]);
errors++;
}
}
if(data44.serviceConfig !== undefined){
if(!(validate106(data44.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/serviceConfig",parentData:data44,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate106.errors);
errors = vErrors.length;
}
}
if(data44.workflowConfig !== undefined){
let data46 = data44.workflowConfig;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key24 in data46){
if(!((key24 === "schedules") || (key24 === "maxAge"))){
const err75 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig",keyword:"additionalProperties",params:{additionalProperty: key24}};
vErrors = collect(vErrors, [err75]);
errors++;
}
}
if(data46.schedules !== undefined){
let data47 = data46.schedules;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key25 in data47){
if(!(((key25 === "full") || (key25 === "update")) || (key25 === "maxAge"))){
const err76 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules",keyword:"additionalProperties",params:{additionalProperty: key25}};
vErrors = collect(vErrors, [err76]);
errors++;
}
}
if(data47.full !== undefined){
if(!(validate41(data47.full, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/full",parentData:data47,parentDataProperty:"full",rootData}))){
vErrors = collect(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data47.update !== undefined){
if(!(validate41(data47.update, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/update",parentData:data47,parentDataProperty:"update",rootData}))){
vErrors = collect(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data47.maxAge !== undefined){
if(!(validate43(data47.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules/maxAge",parentData:data47,parentDataProperty:"maxAge",rootData}))){
vErrors = collect(vErrors, validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err77 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/schedules",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err77]);
errors++;
}
}
if(data46.maxAge !== undefined){
if(!(validate43(data46.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig/maxAge",parentData:data46,parentDataProperty:"maxAge",rootData}))){
vErrors = collect(vErrors, validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err78 = {instancePath:instancePath+"/solutions/" + i2+"/workflowConfig",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err78]);
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
const err79 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err79]);
errors++;
}
for(const key26 in data53){
if(!(key26 === "serviceConfig")){
const err80 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,keyword:"additionalProperties",params:{additionalProperty: key26}};
vErrors = collect(vErrors, [err80]);
errors++;
}
}
if(data53.serviceConfig !== undefined){
if(!(validate211(data53.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3+"/serviceConfig",parentData:data53,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate211.errors);
errors = vErrors.length;
}
}
}
else {
const err81 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns/" + i3,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err81]);
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/solutions/" + i2+"/campaigns",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err82]);
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
const err83 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err83]);
errors++;
}
for(const key27 in data56){
if(!((key27 === "serviceConfig") || (key27 === "workflowConfig"))){
const err84 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,keyword:"additionalProperties",params:{additionalProperty: key27}};
vErrors = collect(vErrors, [err84]);
errors++;
}
}
if(data56.serviceConfig !== undefined){
if(!(validate225(data56.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/serviceConfig",parentData:data56,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate225.errors);
errors = vErrors.length;
}
}
if(data56.workflowConfig !== undefined){
let data58 = data56.workflowConfig;
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
for(const key28 in data58){
if(!((key28 === "schedule") || (key28 === "maxAge"))){
const err85 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig",keyword:"additionalProperties",params:{additionalProperty: key28}};
vErrors = collect(vErrors, [err85]);
errors++;
}
}
if(data58.schedule !== undefined){
if(!(validate41(data58.schedule, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig/schedule",parentData:data58,parentDataProperty:"schedule",rootData}))){
vErrors = collect(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data58.maxAge !== undefined){
if(!(validate43(data58.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig/maxAge",parentData:data58,parentDataProperty:"maxAge",rootData}))){
vErrors = collect(vErrors, validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err86 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4+"/workflowConfig",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err86]);
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs/" + i4,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err87]);
errors++;
}
}
}
else {
const err88 = {instancePath:instancePath+"/solutions/" + i2+"/batchInferenceJobs",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err88]);
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
const err89 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,keyword:"required",params:{missingProperty: "serviceConfig"}};
vErrors = collect(vErrors, [err89]);
errors++;
}
for(const key29 in data62){
if(!((key29 === "serviceConfig") || (key29 === "workflowConfig"))){
const err90 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,keyword:"additionalProperties",params:{additionalProperty: key29}};
vErrors = collect(vErrors, [err90]);
errors++;
}
}
if(data62.serviceConfig !== undefined){
if(!(validate244(data62.serviceConfig, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/serviceConfig",parentData:data62,parentDataProperty:"serviceConfig",rootData}))){
vErrors = collect(vErrors, validate244.errors);
errors = vErrors.length;
}
}
if(data62.workflowConfig !== undefined){
let data64 = data62.workflowConfig;
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
for(const key30 in data64){
if(!((key30 === "schedule") || (key30 === "maxAge"))){
const err91 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig",keyword:"additionalProperties",params:{additionalProperty: key30}};
vErrors = collect(vErrors, [err91]);
errors++;
}
}
if(data64.schedule !== undefined){
if(!(validate41(data64.schedule, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig/schedule",parentData:data64,parentDataProperty:"schedule",rootData}))){
vErrors = collect(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data64.maxAge !== undefined){
if(!(validate43(data64.maxAge, {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig/maxAge",parentData:data64,parentDataProperty:"maxAge",rootData}))){
vErrors = collect(vErrors, validate43.errors);
errors = vErrors.length;
}
}
}
else {
const err92 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5+"/workflowConfig",keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err92]);
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs/" + i5,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err93]);
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/solutions/" + i2+"/batchSegmentJobs",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err94]);
errors++;
}
}
}
else {
const err95 = {instancePath:instancePath+"/solutions/" + i2,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err95]);
errors++;
}
}
}
else {
const err96 = {instancePath:instancePath+"/solutions",keyword:"type",params:{type: "array"}};
vErrors = collect(vErrors, [err96]);
errors++;
}
}
}
else {
const err97 = {instancePath,keyword:"type",params:{type: "object"}};
vErrors = collect(vErrors, [err97]);
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

function collect(found, more) {
  if (found === null) return more;
  for (let index = 0; index < more.length && found.length < 10000; index += 1) found.push(more[index]);
  return found;
}
